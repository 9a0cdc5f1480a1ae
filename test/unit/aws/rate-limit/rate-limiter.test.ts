import { describe, expect, it } from 'vitest';
import { createPacer, type QuotaWait } from '../../../../src/aws/rate-limit/rate-limiter.ts';
import { ecsQuotas } from '../../../../src/domain/quotas.ts';
import { InterruptedError } from '../../../../src/errors.ts';
import { fakeClock } from '../../../support/fake-clock.ts';

function pacing(signal = new AbortController().signal) {
  const waits: QuotaWait[] = [];
  const clock = fakeClock();
  return {
    clock,
    waits,
    pacer: createPacer(ecsQuotas, { clock, signal, onWait: (wait) => waits.push(wait) }),
  };
}

const times = (count: number) => Array.from({ length: count });

describe('a pacer', () => {
  it('spreads 100 registrations over the 81 seconds that the quota takes', async () => {
    const { clock, pacer } = pacing();
    await Promise.all(times(100).map(() => pacer.turn('RegisterTaskDefinition')));
    expect(clock.now()).toBe(81_000);
  });

  it('counts all actions of a category together, and other categories apart', async () => {
    const { clock, pacer } = pacing();
    const calls = times(19).flatMap((_, index) => [
      pacer.turn(index % 2 ? 'RegisterTaskDefinition' : 'DeregisterTaskDefinition'),
      pacer.turn('CreateService'),
      pacer.turn('DescribeServices'),
    ]);
    await Promise.all(calls);
    expect(clock.now()).toBe(0);
    await pacer.turn('DeregisterTaskDefinition');
    expect(clock.now()).toBe(1000);
  });

  it('does not hold up calls that have no quota', async () => {
    const { clock, pacer } = pacing();
    await Promise.all(times(1000).map(() => pacer.turn('PutAccountSetting')));
    expect(clock.now()).toBe(0);
  });

  it('says once in a while that calls wait, what for and how long, and nothing of short waits', async () => {
    const { clock, pacer, waits } = pacing();
    await Promise.all(times(20).map(() => pacer.turn('RegisterTaskDefinition')));
    expect(waits).toEqual([]);
    const quota = 'registering and deregistering task definitions';
    for (const _ of times(5)) await Promise.all(times(5).map(() => pacer.turn('RegisterTaskDefinition')));
    expect(clock.now()).toBe(26_000);
    expect(waits).toEqual(times(3).map(() => ({ quota, seconds: 2 })));
  });

  it('is slower after a throttled call, and no faster than before once it has grown back', async () => {
    const { clock, pacer } = pacing();
    pacer.throttled('RegisterTaskDefinition');
    await pacer.turn('RegisterTaskDefinition');
    expect(clock.now()).toBe(1429);
    for (const _ of times(30)) pacer.accepted('RegisterTaskDefinition');
    await pacer.turn('RegisterTaskDefinition');
    expect(clock.now()).toBeCloseTo(2429, -1);
  });

  it('lets nobody wait any longer when the run is interrupted', async () => {
    const interruption = new AbortController();
    const { pacer } = pacing(interruption.signal);
    interruption.abort(new InterruptedError());
    const turns = await Promise.allSettled(times(25).map(() => pacer.turn('RegisterTaskDefinition')));
    const reasons = turns.flatMap((turn) => (turn.status === 'rejected' ? [turn.reason as unknown] : []));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every((reason) => reason instanceof InterruptedError)).toBe(true);
  });
});
