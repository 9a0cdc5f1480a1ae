import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/commands/lib/context.ts';
import { stackSteps } from '../../../src/commands/lib/stack-steps.ts';
import type { StackOptions } from '../../../src/plan/stack/plan-stack.ts';
import { loadSettings } from '../../../src/settings/load.ts';
import { currentStack, fakeAws, type FakeState } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { stackTemplateOf } from '../inputs/stack/stack-template-of.ts';

function context(): Context {
  const settings = loadSettings({
    directory: '/nowhere',
    flags: { PREFIX: 'acme' },
    words: [],
    environment: { AWS_ACCESS_KEY_ID: 'test' },
    user: 'tester',
  });
  return {
    settings,
    flags: { dryRun: false, question: false, alwaysMake: false, keepGoing: false, jobs: 1 },
    reporter: { isTerminal: false, event: () => {}, warn: () => {}, result: () => {}, close: () => {} },
    clock: fakeClock(),
    signal: new AbortController().signal,
    connect: () => Promise.reject(new Error('nobody asked for AWS')),
  };
}

async function decide(state: FakeState, options: Partial<StackOptions> = {}) {
  const aws = fakeAws(state);
  const input = { template: stackTemplateOf({ VpcId: null }), written: { VpcId: 'vpc-1' } };
  const defaults = { allowReplacement: false, continueRollback: false };
  return { aws, result: await stackSteps(context(), aws, { ...input, ...defaults, ...options }) };
}

const stackIn = (status: string) => currentStack({ status, parameters: { VpcId: 'vpc-0' } });

it('planning an update writes nothing, not even a change set', async () => {
  const { aws, result } = await decide({ stack: stackIn('CREATE_COMPLETE'), templateBody: '' });
  expect(result).toMatchObject({ steps: [{ kind: 'update-stack' }], inProgress: false });
  expect(aws.calls).toEqual([]);
});

it('a stack whose creation failed counts as none', async () => {
  expect((await decide({ stack: stackIn('ROLLBACK_COMPLETE') })).result).toMatchObject({
    stack: undefined,
    inProgress: false,
  });
});

describe('an update whose roll-back failed', () => {
  const state: FakeState = {
    stack: stackIn('UPDATE_ROLLBACK_FAILED'),
    stackEvents: [{ resource: 'Nodes', status: 'UPDATE_FAILED', reason: 'no such AMI' }],
  };

  it('is an error that names the resource and the command that continues it', async () => {
    await expect(decide(state)).rejects.toMatchObject({
      exitStatus: 4,
      hint: expect.stringContaining('ecs-efs up --continue-rollback'),
      diagnoses: [{ subject: 'Nodes', lines: [expect.stringContaining('no such AMI')] }],
    });
  });

  it('is continued if that is asked for', async () => {
    const { result } = await decide(state, { continueRollback: true });
    expect(result.steps.map(({ kind }) => kind)).toEqual(['continue-rollback']);
    expect(result.inProgress).toBe(true);
  });
});
