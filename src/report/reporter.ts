import type { Event } from '../apply/events.ts';
import { formatProblem, type Problem } from '../errors.ts';
import { eventLines } from './event-text.ts';

/** The answer of a command: what a person reads on stdout, and the same as data for `--json`. */
export interface Result {
  readonly lines: readonly string[];
  readonly data: unknown;
}

export interface Reporter {
  /** Whether a person looks at the answer on a terminal. */
  readonly isTerminal: boolean;
  /** Progress, on stderr. */
  event(event: Event): void;
  /** What was found in the user's files and does not stop the run, on stderr. */
  warn(problems: readonly Problem[]): void;
  /** The answer, on stdout. */
  result(result: Result): void;
}

export interface Output {
  /** Writes a line. */
  out(line: string): void;
  err(line: string): void;
  /** Which of the two a person looks at on a terminal; neither if left out. */
  readonly terminals?: { readonly out: boolean; readonly err: boolean };
}

/** Chooses once how a run speaks: in lines, as one JSON document, or not at all. */
export function createReporter(
  output: Output,
  mode: { json: boolean; silent: boolean; question?: boolean },
): Reporter {
  return {
    isTerminal: output.terminals?.out ?? false,
    event(event) {
      if (mode.silent) return;
      for (const line of eventLines(event)) output.err(line);
    },
    warn(problems) {
      if (mode.silent || mode.question) return;
      for (const problem of problems) output.err(formatProblem(problem));
    },
    result({ lines, data }) {
      if (mode.json) output.out(JSON.stringify(data, undefined, 2));
      else if (!mode.silent) for (const line of lines) output.out(line);
    },
  };
}
