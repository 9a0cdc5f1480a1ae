import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Why a call may be made again: AWS asks for fewer calls, or something on the way or in AWS failed for a moment. */
export type Retry = 'throttled' | 'transient';

/** How often a call is tried; throttled ones more often, as other clients may use up the quota for a while. */
const attempts: Readonly<Record<Retry, number>> = { throttled: 14, transient: 8 };
const firstPauseMs: Readonly<Record<Retry, number>> = { throttled: 500, transient: 100 };
const longestPauseMs = 20_000;

/** Undefined for an error that a second try would meet again. */
export function retryOf(error: unknown): Retry | undefined {
  // A refused connection to a name with several addresses is a list of errors.
  if (error instanceof AggregateError && error.errors.length > 0) return retryOf(error.errors[0]);
  if (!(error instanceof Error)) return undefined;
  // For ECS and CloudFormation this is a number of things that an account may have, not of calls.
  if (error.name === 'LimitExceededException') return undefined;
  // The SDK's own type leaves out that an error's cause may be anything.
  const sdkError = error as Parameters<typeof isThrottlingError>[0];
  if (isThrottlingError(sdkError)) return 'throttled';
  const isTransient = isTransientError(sdkError) || isServerError(sdkError) || isUnreadable(error);
  return isTransient ? 'transient' : undefined;
}

/** What answers in place of an overloaded service speaks HTML, which the SDK cannot read. */
function isUnreadable(error: Error): boolean {
  const response: unknown = '$response' in error ? error.$response : undefined;
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return false;
  return Number(response.statusCode) >= 500;
}

/**
 * Whether AWS may have done what was asked although the call failed: it broke down on it, or the connection was
 * lost once it stood.
 */
export function mayHaveHappened(error: unknown): boolean {
  if (retryOf(error) !== 'transient' || !(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(code));
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
