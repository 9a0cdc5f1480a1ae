export interface SideBySideOptions {
  /** How many may be under way at a time. */
  readonly jobs: number;
  /** Whether what does not depend on a failure is begun after one. */
  readonly keepGoing: boolean;
  /** Once aborted, nothing more is begun; what is under way ends as it will. */
  readonly signal: AbortSignal;
}

/** What became of work that was done side by side; all by index. */
export interface SideBySideResult {
  readonly failures: readonly { readonly index: number; readonly error: unknown }[];
  /** Not begun, in their order. */
  readonly left: readonly number[];
}

type Move<Event> =
  | { readonly index: number; readonly next: IteratorResult<Event, void> }
  | { readonly index: number; readonly error: unknown };

/**
 * Walks several generators at a time and passes on what they yield, as it comes. What has just become possible is
 * begun first, so that one long row of beginnings does not hold up what follows them.
 *
 * @param needs for each piece of work the indexes of those that must be done before it
 * @param begin starts a piece of work; what it throws fails that piece
 * @param onInterrupt tells of the interruption, when some are still under way
 */
export async function* sideBySide<Event>(
  needs: readonly (readonly number[])[],
  begin: (index: number) => AsyncGenerator<Event, void>,
  onInterrupt: (underWay: readonly number[], left: number) => Event,
  { jobs, keepGoing, signal }: SideBySideOptions,
): AsyncGenerator<Event, SideBySideResult> {
  const missing = needs.map((indexes) => new Set(indexes));
  const ready = [...missing.keys()].filter((index) => missing[index]?.size === 0);
  const begun = new Set<number>();
  const failures: { index: number; error: unknown }[] = [];
  const underWay = new Map<
    number,
    { readonly work: AsyncGenerator<Event, void>; move: Promise<Move<Event>> }
  >();
  const left = () => [...needs.keys()].filter((index) => !begun.has(index));
  const mayBegin = () => !signal.aborted && (keepGoing || failures.length === 0);
  const interruption = whenAborted(signal);
  let told = false;

  for (;;) {
    while (ready.length > 0 && underWay.size < jobs && mayBegin()) {
      const index = ready.shift() as number;
      const work = begin(index);
      begun.add(index);
      underWay.set(index, { work, move: advance(index, work) });
    }
    if (underWay.size === 0) return { failures, left: left() };
    if (signal.aborted && !told) {
      told = true;
      yield onInterrupt([...underWay.keys()], left().length);
    }
    const moves = [...underWay.values()].map(({ move }) => move);
    const move = await Promise.race(told ? moves : [...moves, interruption]);
    if (move === undefined) continue;
    const { index } = move;
    if ('error' in move) {
      underWay.delete(index);
      failures.push(move);
    } else if (move.next.done) {
      underWay.delete(index);
      ready.unshift(...released(missing, index));
    } else {
      const current = underWay.get(index);
      yield move.next.value;
      if (current) current.move = advance(index, current.work);
    }
  }
}

async function advance<Event>(index: number, work: AsyncGenerator<Event, void>): Promise<Move<Event>> {
  try {
    return { index, next: await work.next() };
  } catch (error) {
    return { index, error };
  }
}

/** Takes a finished piece of work off what the others wait for; gives those that wait for nothing more. */
function released(missing: readonly Set<number>[], done: number): number[] {
  return [...missing.keys()].filter((index) => missing[index]?.delete(done) && missing[index].size === 0);
}

/** Resolves to undefined when the signal is aborted. */
function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
