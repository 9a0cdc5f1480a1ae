import type { Event } from '../domain/events.ts';

/** The result of a command: lines for stdout, and the same as data for `--json`. */
export interface Result {
  readonly lines: readonly string[];
  readonly data: unknown;
}

export interface Progress {
  /** Shows an event: on stderr, with `--events` on stdout. */
  event(event: Event): void;
  /** Ends the progress, before other output or at the end of the run. */
  close(): void;
}
