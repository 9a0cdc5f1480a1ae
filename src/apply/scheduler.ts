import { once } from 'node:events';

export interface ScheduleOptions {
  /** How many jobs run at the same time. */
  readonly jobs: number;
  /** Whether jobs that do not depend on a failure are started after it. */
  readonly keepGoing: boolean;
  /** Once aborted, no job is started; those in flight end by themselves. */
  readonly signal: AbortSignal;
}

/** The result of a schedule, all by index. */
export interface ScheduleResult {
  readonly failures: readonly { readonly index: number; readonly error: unknown }[];
  /** Not started, in their order. */
  readonly left: readonly number[];
}

type Progress<Event> = { readonly index: number } & (
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown }
);

/**
 * Runs generators at the same time and passes on their events as they come. A job that has just become possible is
 * started first, so that a long list of first jobs does not delay what follows them.
 *
 * @param dependencies for each job the indexes of those that must be done before it
 * @param start starts a job; what it throws fails that job
 * @param onInterrupt makes the event of an interruption while jobs are in flight
 */
export async function* schedule<Event>(
  dependencies: readonly (readonly number[])[],
  {
    start,
    onInterrupt,
  }: {
    readonly start: (index: number) => AsyncGenerator<Event, void>;
    readonly onInterrupt: (inFlight: readonly number[], left: number) => Event;
  },
  { jobs, keepGoing, signal }: ScheduleOptions,
): AsyncGenerator<Event, ScheduleResult> {
  const missing = dependencies.map((indexes) => new Set(indexes));
  const ready = [...missing.keys()].filter((index) => missing[index]?.size === 0);
  const started = new Set<number>();
  const failures: { index: number; error: unknown }[] = [];
  const inFlight = new Map<
    number,
    { readonly job: AsyncGenerator<Event, void>; next: Promise<Progress<Event>> }
  >();
  const left = () => [...dependencies.keys()].filter((index) => !started.has(index));
  const mayStart = () => !signal.aborted && (keepGoing || failures.length === 0);
  const interruption = once(signal, 'abort').then(() => undefined);
  let isReported = false;

  for (;;) {
    while (inFlight.size < jobs && mayStart()) {
      const index = ready.shift();
      if (index === undefined) break;
      const job = start(index);
      started.add(index);
      inFlight.set(index, { job, next: advance(index, job) });
    }
    if (inFlight.size === 0) return { failures, left: left() };
    if (signal.aborted && !isReported) {
      isReported = true;
      yield onInterrupt([...inFlight.keys()], left().length);
    }
    const nexts = [...inFlight.values()].map(({ next }) => next);
    const progress = await Promise.race(isReported ? nexts : [...nexts, interruption]);
    if (progress === undefined) continue;
    const { index } = progress;
    if (progress.kind === 'event') {
      const current = inFlight.get(index);
      yield progress.event;
      if (current) current.next = advance(index, current.job);
      continue;
    }
    inFlight.delete(index);
    if (progress.kind === 'failed') failures.push({ index, error: progress.error });
    else ready.unshift(...released(missing, index));
  }
}

async function advance<Event>(index: number, job: AsyncGenerator<Event, void>): Promise<Progress<Event>> {
  try {
    const { done, value } = await job.next();
    return done ? { index, kind: 'done' } : { index, kind: 'event', event: value };
  } catch (error) {
    return { index, kind: 'failed', error };
  }
}

/** Removes a finished job from what the others wait for; returns those that wait for nothing more. */
function released(missing: readonly Set<number>[], done: number): number[] {
  return [...missing.keys()].filter((index) => missing[index]?.delete(done) && missing[index].size === 0);
}
