import { systemClock, type Clock } from '../../src/lib/clock.ts';

export interface FakeClock extends Clock {
  /** Every pause so far, in milliseconds. */
  readonly pauses: readonly number[];
}

/** A clock that is wound forward by whoever sleeps. */
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

/** A real clock on which a second takes so many times less. */
export function fastClock(speed: number): Clock {
  const started = performance.now();
  return {
    now: () => (performance.now() - started) * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}
