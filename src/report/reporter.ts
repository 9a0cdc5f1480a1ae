import type { Event } from '../apply/events.ts';
import { eventLines } from './event-text.ts';

/** The answer of a command: what a person reads on stdout, and the same as data for `--json`. */
export interface Result {
  readonly lines: readonly string[];
  readonly data: unknown;
}

export interface Reporter {
  /** Progress, on stderr. */
  event(event: Event): void;
  /** The answer, on stdout. */
  result(result: Result): void;
}

export interface Output {
  /** Writes a line. */
  out(line: string): void;
  err(line: string): void;
}

/** Chooses once how a run speaks: in lines, as one JSON document, or not at all. */
export function createReporter(output: Output, mode: { json: boolean; silent: boolean }): Reporter {
  return {
    event(event) {
      if (mode.silent) return;
      for (const line of eventLines(event)) output.err(line);
    },
    result({ lines, data }) {
      if (mode.json) output.out(JSON.stringify(data, undefined, 2));
      else if (!mode.silent) for (const line of lines) output.out(line);
    },
  };
}
