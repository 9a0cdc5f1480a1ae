import type { Event } from '../domain/events.ts';
import { AwsError, isTransient, WaitTimeoutError } from '../errors.ts';
import { plural } from '../lib/text.ts';
import type { ApplyContext } from './context.ts';

export interface PollOptions extends Pick<ApplyContext, 'clock' | 'signal' | 'timeoutMs' | 'random'> {
  /** For a time-out: what continues at AWS, and how to look at it. */
  readonly timeoutHint: () => string;
}

/** What one observation shows. */
export interface Observation<Result> {
  readonly events: readonly Event[];
  /** In the user's words, such as `service web (1 of 2 running)`. */
  readonly waitingFor: readonly string[];
  /** Present when the wait is over. */
  readonly done?: { readonly result: Result };
}

const firstPauseMs = 1_000;
const longestPauseMs = 5_000;
const heartbeatMs = 30_000;
/** A pause is longer or shorter by at most this share. */
const jitter = 0.2;
/** How long AWS may be unreachable or overloaded before a wait fails. */
const outageMs = 5 * 60_000;

/**
 * Observes something until there is a result, often at first and less often later. An observation that fails with a
 * transient error is followed by the next one.
 *
 * @throws WaitTimeoutError when the time is up, the signal's reason when it is aborted, and any other error of `observe`
 */
export async function* poll<Result>(
  observe: () => Promise<Observation<Result>>,
  { clock, signal, timeoutMs, timeoutHint, random = () => 0.5 }: PollOptions,
): AsyncGenerator<Event, Result> {
  const started = clock.now();
  let lastEvent = started;
  let pause = firstPauseMs;
  let waitingFor: readonly string[] = ['the first answer of AWS'];
  let lastAnswer = started;
  for (;;) {
    let seen: Observation<Result> | undefined;
    try {
      seen = await observe();
      lastAnswer = clock.now();
    } catch (error) {
      const isOutage = error instanceof AwsError && isTransient[error.kind];
      if (!isOutage || clock.now() - lastAnswer >= outageMs) throw error;
    }
    const now = clock.now();
    if (seen) {
      waitingFor = seen.waitingFor;
      yield* seen.events;
      if (seen.done) return seen.done.result;
      if (seen.events.length > 0) lastEvent = now;
    }
    if (now - lastEvent >= heartbeatMs) {
      lastEvent = now;
      yield { kind: 'still-waiting', for: waitingFor, seconds: Math.round((now - started) / 1000) };
    }
    if (now - started >= timeoutMs) {
      const minutes = timeoutMs / 60_000;
      throw new WaitTimeoutError(
        `not finished after ${plural(minutes, 'minute')}: ${waitingFor.join(', ')}`,
        timeoutHint(),
      );
    }
    const pauseNow = pause * (1 + jitter * (2 * random() - 1));
    await clock.sleep(Math.min(pauseNow, Math.max(0, started + timeoutMs - now)), signal);
    pause = Math.min(pause * 1.3, longestPauseMs);
  }
}
