import { describe, expect, it } from 'vitest';
import { prepareUpdate } from '../../../src/apply/change-set.ts';
import { InterruptedError } from '../../../src/errors.ts';
import { fakeAws, type FakeState, wantedStack } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { contextOf } from './walk.ts';

const wanted = wantedStack();
const change = {
  action: 'Modify' as const,
  resource: 'Nodes',
  type: 'AWS::X::Y',
  replacement: undefined,
  properties: [],
};
const made = 'create-change-set acme-ecs-cluster';

function prepare(state: FakeState) {
  const aws = fakeAws(state);
  const clock = fakeClock();
  return { aws, clock, update: prepareUpdate(contextOf(aws, { clock }), wanted, 'acme') };
}

describe('an update that CloudFormation prepares', () => {
  it('returns its changes as soon as CloudFormation knows them', async () => {
    const { aws, clock, update } = prepare({
      changeSet: { kind: 'ready', changes: [change] },
      changeSetLooks: 2,
    });
    expect(await update).toMatchObject({ changes: [change], changeSet: { id: 'change-set' } });
    expect([aws.calls, clock.pauses]).toEqual([[made], [1000, 1000]]);
  });

  it('leaves no change set if there is nothing to do', async () => {
    const { aws, update } = prepare({ changeSet: { kind: 'empty' } });
    expect(await update).toBeUndefined();
    expect(aws.calls).toEqual([made, 'delete-change-set']);
  });

  it('fails with the reason of CloudFormation, and leaves no change set', async () => {
    const { aws, update } = prepare({ changeSet: { kind: 'refused', reason: 'no such parameter' } });
    await expect(update).rejects.toMatchObject({
      exitStatus: 4,
      message: 'CloudFormation cannot update the stack acme-ecs-cluster: no such parameter',
    });
    expect(aws.calls).toEqual([made, 'delete-change-set']);
  });

  it('is deleted when the run is interrupted', async () => {
    const interruption = new AbortController();
    const aws = fakeAws({ changeSetLooks: 99 });
    const clock = fakeClock(() => interruption.abort(new InterruptedError()));
    const update = prepareUpdate(contextOf(aws, { clock, signal: interruption.signal }), wanted, 'acme');
    await expect(update).rejects.toThrow(InterruptedError);
    expect(aws.calls).toEqual([made, 'delete-change-set']);
  });
});
