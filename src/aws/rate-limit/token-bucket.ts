import type { Quota } from '../../domain/quotas.ts';

/** What is left of a quota; the time is passed in, in milliseconds. */
export interface Bucket {
  readonly quota: Quota;
  /** Tokens a second, no more than the quota has: less while others use it too. */
  readonly perSecond: number;
  readonly tokens: number;
  /** When `tokens` was counted. */
  readonly at: number;
  /** When it was last shrunk. */
  readonly shrunkAt: number;
}

/** Calls sent apart arrive less apart: one token, or a twentieth, stays unused, so that AWS's bucket is never empty first. */
const unusedShare = 0.05;
/** A bucket that others empty too shrinks to no less than this share of its quota. */
const smallestShare = 1 / 32;
/** What is left of its rate each time. */
const shrinkage = 0.7;
/** Calls that were on their way together are throttled together; that is no reason to shrink for each of them. */
const togetherMs = 2_000;
/** How much of the quota's rate comes back with each call that AWS takes. */
const regrowth = 1 / 50;

export function fullBucket(quota: Quota, now: number): Bucket {
  return { quota, perSecond: quota.perSecond, tokens: capacity(quota), at: now, shrunkAt: -Infinity };
}

/**
 * Takes one token if there is one.
 *
 * @returns the bucket after it, and 0; or the bucket as it is, and how many milliseconds it takes until there is one
 */
export function takeToken(bucket: Bucket, now: number): { readonly bucket: Bucket; readonly waitMs: number } {
  const refilled = refill(bucket, now);
  // A rounding error of floating point must not cost a pause.
  if (refilled.tokens > 1 - 1e-9) return { bucket: { ...refilled, tokens: refilled.tokens - 1 }, waitMs: 0 };
  return { bucket: refilled, waitMs: Math.ceil(((1 - refilled.tokens) / refilled.perSecond) * 1000) };
}

/** How many milliseconds it takes until this many calls more have their tokens. */
export function waitFor(bucket: Bucket, calls: number, now: number): number {
  const refilled = refill(bucket, now);
  return Math.max(0, ((calls - refilled.tokens) / refilled.perSecond) * 1000);
}

/** After AWS has throttled a call: its bucket is empty, and somebody else takes from it as well. */
export function shrink(bucket: Bucket, now: number): Bucket {
  const emptied = { ...refill(bucket, now), tokens: 0 };
  if (now - bucket.shrunkAt < togetherMs) return emptied;
  const least = bucket.quota.perSecond * smallestShare;
  return { ...emptied, perSecond: Math.max(bucket.perSecond * shrinkage, least), shrunkAt: now };
}

/** After AWS has taken a call: what was shrunk grows back little by little. */
export function grow(bucket: Bucket, now: number): Bucket {
  const { quota, perSecond } = bucket;
  if (perSecond === quota.perSecond) return bucket;
  const grown = Math.min(perSecond + quota.perSecond * regrowth, quota.perSecond);
  return { ...refill(bucket, now), perSecond: grown };
}

function refill(bucket: Bucket, now: number): Bucket {
  const gained = (Math.max(0, now - bucket.at) / 1000) * bucket.perSecond;
  return { ...bucket, tokens: Math.min(bucket.tokens + gained, capacity(bucket.quota)), at: now };
}

function capacity({ burst }: Quota): number {
  return burst - Math.max(1, burst * unusedShare);
}
