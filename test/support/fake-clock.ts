import { setTimeout as delay } from 'node:timers/promises';
import { systemClock, type Clock } from '../../src/lib/clock.ts';

export interface FakeClock extends Clock {
  /** Every pause so far, in milliseconds. */
  readonly pauses: readonly number[];
}

/** A clock that goes on by what the program sleeps. */
export function fakeClock(onSleep: (total: number) => void = () => {}): FakeClock {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => time,
    sleep(ms, signal) {
      time += ms;
      pauses.push(ms);
      onSleep(time);
      return signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };
}

/** A real clock that is `speed` times faster. */
export function fastClock(speed: number): Clock {
  const started = performance.now();
  return {
    now: () => (performance.now() - started) * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

/** A clock that stands still while a call is under way, and otherwise goes on to the end of the next pause at once. */
export function idleClock(isBusy: () => boolean): Clock {
  let time = 0;
  let isRunning = false;
  const pauses = new Set<{ end: number; resolve: () => void }>();

  const run = async () => {
    isRunning = true;
    while (pauses.size > 0) {
      // The program has had its turns since the last answer, and asks for nothing more.
      for (let quiet = 0; quiet < 3; quiet = isBusy() ? 0 : quiet + 1) await delay(1);
      const next = [...pauses].toSorted((a, b) => a.end - b.end)[0];
      if (!next) break;
      pauses.delete(next);
      time = next.end;
      next.resolve();
    }
    isRunning = false;
  };

  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const abort = () => {
          pauses.delete(pause);
          reject(signal?.reason as Error);
        };
        const end = () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const pause = { end: time + ms, resolve: end };
        pauses.add(pause);
        signal?.addEventListener('abort', abort);
        if (!isRunning) void run();
      }),
  };
}
