import { isTransient } from '../../errors.ts';
import { classify } from '../sdk/classify.ts';

/** Why a call may be made again: AWS throttled it, or something on the way or in AWS failed for a moment. */
export type Retry = 'throttled' | 'transient';

/** How often a call is tried; throttled ones more often, as other clients may use up the quota for a while. */
const attempts: Readonly<Record<Retry, number>> = { throttled: 14, transient: 8 };
const firstPauseMs: Readonly<Record<Retry, number>> = { throttled: 500, transient: 100 };
const longestPauseMs = 20_000;

/** Undefined for an error that a second try would meet again. */
export function retryOf(error: unknown): Retry | undefined {
  const { kind } = classify(error);
  if (kind === 'throttled') return 'throttled';
  return isTransient[kind] ? 'transient' : undefined;
}

/** Codes of connections that were never made. */
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether AWS may have done what was asked although the call failed: it broke down, or the connection was lost. */
export function mayHaveHappened(error: unknown): boolean {
  return retryOf(error) === 'transient' && !notConnected.has(classify(error).code);
}

/**
 * How long to wait before the next try, with full jitter.
 *
 * @param tried how often the call was made so far
 * @param random from 0 to 1
 * @returns milliseconds, or undefined if it has been tried often enough
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function pauseBeforeRetry(retry: Retry, tried: number, random: number): number | undefined {
  if (tried >= attempts[retry]) return undefined;
  return random * Math.min(firstPauseMs[retry] * 2 ** (tried - 1), longestPauseMs);
}
