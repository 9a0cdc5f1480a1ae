import type { Sample } from './sample.ts';

export type Unit =
  'ms' | 's' | 'calls' | 'bytes' | 'kB' | 'MB' | 'times' | 'per second' | 'requests' | 'percent' | 'loads';

/** What is to be true of a figure. */
export interface Goal {
  readonly what: 'value' | 'ratio';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One line of the report. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** One number where it does not differ from run to run. */
  readonly value: Sample | number;
  readonly peer?: { readonly name: string; readonly value: Sample };
  /** Of the value to the peer's. */
  readonly ratio?: Sample;
  readonly goal?: Goal;
  /** It depends on the code alone: a machine with other work to do measures the same, so that missing its goal fails. */
  readonly isExact?: boolean;
  readonly calls?: Readonly<Record<string, number>>;
  /** What keeps it from being better. */
  readonly limit?: string;
}

export type Verdict = 'met' | 'missed' | 'too noisy to tell';

/** The part of the bench that one file measures. */
export interface Chapter {
  readonly title: string;
  /** How it was measured, for the page. */
  readonly method: string;
  readonly figures: readonly Figure[];
}

/** A chapter as it was measured. */
export interface MeasuredChapter extends Chapter {
  /** On what machine, and how quiet it was. */
  readonly conditions: string;
}

/** Undefined without a goal. */
export function verdictOf({ value, ratio, goal }: Figure): Verdict | undefined {
  if (!goal) return undefined;
  const measured = goal.what === 'ratio' ? ratio : value;
  if (measured === undefined) return undefined;
  if (typeof measured === 'number') return holds(measured, goal) ? 'met' : 'missed';
  const ends = [holds(measured.low, goal), holds(measured.high, goal)];
  if (ends[0] !== ends[1]) return 'too noisy to tell';
  return holds(measured.median, goal) ? 'met' : 'missed';
}

function holds(number: number, { atMost = Infinity, atLeast = -Infinity }: Goal): boolean {
  return number <= atMost && number >= atLeast;
}
