import type { Clock } from '../clock.ts';
import { WaitTimeoutError } from '../errors.ts';
import type { Event } from './events.ts';

export interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
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

/**
 * Looks again and again, often at first and more seldom later, until there is a result.
 *
 * @throws WaitTimeoutError when the time is up, the signal's reason when it is aborted, and whatever `look` throws
 */
export async function* watch<Result>(
  look: () => Promise<Look<Result>>,
  { clock, signal, timeoutMs, timeoutHint }: WatchOptions,
): AsyncGenerator<Event, Result> {
  const started = clock.now();
  let lastTold = started;
  let pause = firstPauseMs;
  for (;;) {
    const { events, waitingFor, done } = await look();
    yield* events;
    if (done) return done.result;
    const now = clock.now();
    if (events.length > 0) lastTold = now;
    if (now - lastTold >= heartbeatMs) {
      lastTold = now;
      yield { type: 'still-waiting', for: waitingFor, seconds: Math.round((now - started) / 1000) };
    }
    if (now - started >= timeoutMs) {
      const minutes = timeoutMs / 60_000;
      throw new WaitTimeoutError(
        `not finished after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}: ${waitingFor.join(', ')}`,
        timeoutHint,
      );
    }
    await clock.sleep(Math.min(pause, Math.max(0, started + timeoutMs - now)), signal);
    pause = Math.min(pause * 1.3, longestPauseMs);
  }
}
