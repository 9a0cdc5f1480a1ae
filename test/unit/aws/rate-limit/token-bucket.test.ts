import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullBucket, grow, shrink, takeToken, waitFor } from '../../../../src/aws/rate-limit/token-bucket.ts';

const quota = { name: 'changing services', actions: ['CreateService'], burst: 50, perSecond: 5 };
const small = { name: 'deleting', actions: ['DeleteTaskDefinitions'], burst: 5, perSecond: 1 };

/** Takes tokens until there is none. */
function drain(bucket: ReturnType<typeof fullBucket>, now: number) {
  let taken = 0;
  for (let left = bucket; ; taken += 1) {
    const next = takeToken(left, now);
    if (next.waitMs > 0) return { taken, bucket: next.bucket, waitMs: next.waitMs };
    left = next.bucket;
  }
}

describe('a bucket', () => {
  it('lets the burst of its quota pass at once, less what calls on their way may overtake', () => {
    expect([drain(fullBucket(quota, 0), 0).taken, drain(fullBucket(small, 0), 0).taken]).toEqual([47, 4]);
  });

  it('then gives one token after the other at the rate of its quota', () => {
    const { bucket, waitMs } = drain(fullBucket(small, 0), 0);
    expect(waitMs).toBe(1000);
    expect(takeToken(bucket, 500).waitMs).toBe(500);
    expect(takeToken(bucket, 1000).waitMs).toBe(0);
    expect(drain(bucket, 3000).taken).toBe(3);
  });

  it('fills up to its burst and no further, however long nobody takes from it', () => {
    const { bucket } = drain(fullBucket(quota, 0), 0);
    expect(drain(bucket, 3_600_000).taken).toBe(47);
  });

  it('tells how long many calls together have to wait', () => {
    const { bucket } = drain(fullBucket(quota, 0), 0);
    expect(waitFor(bucket, 10, 0)).toBeCloseTo(1_900);
    expect(waitFor(fullBucket(quota, 0), 40, 0)).toBe(0);
  });

  it('is empty and slower after AWS has throttled a call, and never stands still', () => {
    const once = shrink(fullBucket(quota, 0), 0);
    expect(takeToken(once, 0).waitMs).toBe(286);
    let often = once;
    for (let now = 0; now < 100_000; now += 2_000) often = shrink(often, now);
    expect(often.perSecond).toBeCloseTo(5 / 32);
  });

  it('shrinks once for calls that were throttled together', () => {
    const once = shrink(fullBucket(quota, 0), 0);
    expect(shrink(shrink(once, 100), 1_999).perSecond).toBe(once.perSecond);
    expect(shrink(once, 2_000).perSecond).toBeLessThan(once.perSecond);
  });

  it('gets its rate back with the calls that AWS takes, and no more than that', () => {
    let bucket = shrink(fullBucket(quota, 0), 0);
    for (let calls = 0; calls < 15; calls += 1) bucket = grow(bucket, 0);
    expect(bucket.perSecond).toBeCloseTo(5);
    expect(grow(bucket, 0).perSecond).toBe(5);
  });

  it('never lets more pass than the quota allows, whenever calls are made', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }), (pauses) => {
        let now = 0;
        let mine = fullBucket(small, 0);
        let tokens = small.burst;
        for (const pause of pauses) {
          now += pause;
          tokens = Math.min(small.burst, tokens + (pause / 1000) * small.perSecond);
          const { bucket, waitMs } = takeToken(mine, now);
          mine = bucket;
          if (waitMs === 0) tokens -= 1;
          expect(tokens).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
