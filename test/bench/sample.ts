/** What several runs of the same thing gave. */
export interface Sample {
  readonly runs: readonly number[];
  readonly median: number;
  /** Half of the runs lie between these. */
  readonly low: number;
  readonly high: number;
}

export function sampleOf(runs: readonly number[]): Sample {
  const sorted = runs.toSorted((a, b) => a - b);
  return { runs, median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** Compares what ran in turn, run by run, so that what disturbs one of a pair disturbs the other too. */
export function ratioOf(ours: Sample, peer: Sample): Sample {
  const pairs = ours.runs.slice(0, peer.runs.length);
  return sampleOf(pairs.map((run, index) => run / (peer.runs[index] as number)));
}

/** @param share from 0 to 1 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place % 1);
}
