import { describe, expect, it } from 'vitest';
import { createRateLimiter, type QuotaWait } from '../../../../src/aws/rate-limit/rate-limiter.ts';
import { ecsQuotas } from '../../../../src/domain/quotas.ts';
import { InterruptedError } from '../../../../src/errors.ts';
import { fakeClock } from '../../../support/fake-clock.ts';

function context(signal = new AbortController().signal) {
  const waits: QuotaWait[] = [];
  const clock = fakeClock();
  return {
    clock,
    waits,
    limiter: createRateLimiter(ecsQuotas, { clock, signal, onWait: (wait) => waits.push(wait) }),
  };
}

const times = (count: number) => Array.from({ length: count });

describe('a limiter', () => {
  it('spreads 100 registrations over the 81 seconds that the quota takes', async () => {
    const { clock, limiter } = context();
    await Promise.all(times(100).map(() => limiter.acquire('RegisterTaskDefinition')));
    expect(clock.now()).toBe(81_000);
  });

  it('counts all actions of a category together, and other categories apart', async () => {
    const { clock, limiter } = context();
    const calls = times(19).flatMap((_, index) => [
      limiter.acquire(index % 2 ? 'RegisterTaskDefinition' : 'DeregisterTaskDefinition'),
      limiter.acquire('CreateService'),
      limiter.acquire('DescribeServices'),
    ]);
    await Promise.all(calls);
    expect(clock.now()).toBe(0);
    await limiter.acquire('DeregisterTaskDefinition');
    expect(clock.now()).toBe(1000);
  });

  it('does not hold up calls that have no quota', async () => {
    const { clock, limiter } = context();
    await Promise.all(times(1000).map(() => limiter.acquire('PutAccountSetting')));
    expect(clock.now()).toBe(0);
  });

  it('says once in a while that calls wait, what for and how long, and nothing of short waits', async () => {
    const { clock, limiter, waits } = context();
    await Promise.all(times(20).map(() => limiter.acquire('RegisterTaskDefinition')));
    expect(waits).toEqual([]);
    const quota = 'registering and deregistering task definitions';
    for (const _ of times(5))
      await Promise.all(times(5).map(() => limiter.acquire('RegisterTaskDefinition')));
    expect(clock.now()).toBe(26_000);
    expect(waits).toEqual(times(3).map(() => ({ quota, seconds: 2 })));
  });

  it('is slower after a throttled call, and no faster than before once it has grown back', async () => {
    const { clock, limiter } = context();
    limiter.throttled('RegisterTaskDefinition');
    await limiter.acquire('RegisterTaskDefinition');
    expect(clock.now()).toBe(1429);
    for (const _ of times(30)) limiter.accepted('RegisterTaskDefinition');
    await limiter.acquire('RegisterTaskDefinition');
    expect(clock.now()).toBeCloseTo(2429, -1);
  });

  it('lets nobody wait any longer when the run is interrupted', async () => {
    const interruption = new AbortController();
    const { limiter } = context(interruption.signal);
    interruption.abort(new InterruptedError());
    const turns = await Promise.allSettled(times(25).map(() => limiter.acquire('RegisterTaskDefinition')));
    const reasons = turns.flatMap((turn) => (turn.status === 'rejected' ? [turn.reason as unknown] : []));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every((reason) => reason instanceof InterruptedError)).toBe(true);
  });
});
