import type { Clock } from '../lib/clock.ts';
import { AwsError, WaitTimeoutError } from '../errors.ts';
import type { Event } from '../domain/events.ts';

export interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Gives numbers from 0 up to 1; what many runs do at once should not stay in step. */
  readonly random?: () => number;
  /** What to say when the time is up: what goes on at AWS, and how to look at it. */
  readonly timeoutHint: string;
}

/** One look at what is waited for. */
export interface Look<Result> {
  readonly events: readonly Event[];
  /** In the user's words, such as `service web (1 of 2 running)`. */
  readonly waitingFor: readonly string[];
  /** Present once there is nothing more to wait for. */
  readonly done?: { readonly result: Result };
}

const firstPauseMs = 1_000;
const longestPauseMs = 5_000;
const heartbeatMs = 30_000;
/** A pause is longer or shorter by at most this share. */
const jitter = 0.2;
/** How long AWS may be out of reach, or refuse to be asked so often, before a wait is given up. */
const outageMs = 5 * 60_000;

/** Errors of one look that say nothing about what is waited for; each has been tried again already. */
const passing = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ServerException',
  'InternalFailure',
  'InternalError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Looks again and again, often at first and more seldom later, until there is a result. A look that fails because
 * AWS is out of reach or overloaded is made up for by the next one.
 *
 * @throws WaitTimeoutError when the time is up, the signal's reason when it is aborted, and whatever else `look` throws
 */
export async function* watch<Result>(
  look: () => Promise<Look<Result>>,
  { clock, signal, timeoutMs, timeoutHint, random = () => 0.5 }: WatchOptions,
): AsyncGenerator<Event, Result> {
  const started = clock.now();
  let lastTold = started;
  let pause = firstPauseMs;
  let waitingFor: readonly string[] = ['the first answer of AWS'];
  let lastAnswer = started;
  for (;;) {
    const seen = await orPassing(look);
    const now = clock.now();
    if ('error' in seen) {
      if (now - lastAnswer >= outageMs) throw seen.error;
    } else {
      lastAnswer = now;
      waitingFor = seen.waitingFor;
      yield* seen.events;
      if (seen.done) return seen.done.result;
    }
    const events = 'error' in seen ? [] : seen.events;
    if (events.length > 0) lastTold = now;
    if (now - lastTold >= heartbeatMs) {
      lastTold = now;
      yield { kind: 'still-waiting', for: waitingFor, seconds: Math.round((now - started) / 1000) };
    }
    if (now - started >= timeoutMs) {
      const minutes = timeoutMs / 60_000;
      throw new WaitTimeoutError(
        `not finished after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}: ${waitingFor.join(', ')}`,
        timeoutHint,
      );
    }
    const pauseNow = pause * (1 + jitter * (2 * random() - 1));
    await clock.sleep(Math.min(pauseNow, Math.max(0, started + timeoutMs - now)), signal);
    pause = Math.min(pause * 1.3, longestPauseMs);
  }
}

async function orPassing<Result>(
  look: () => Promise<Look<Result>>,
): Promise<Look<Result> | { error: AwsError }> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AwsError && passing.has(error.code)) return { error };
    throw error;
  }
}
