import { formatDiagnostic, type Diagnostic } from '../domain/diagnostic.ts';
import type { Event } from '../domain/events.ts';

import { eventData } from './event-data.ts';
import { eventLines } from './text/event-text.ts';
import { createLiveReporter, type Terminal } from './modes/live-reporter.ts';

/** The answer of a command: what a person reads on stdout, and the same as data for `--json`. */
export interface Result {
  readonly lines: readonly string[];
  readonly data: unknown;
}

export interface Reporter {
  /** Whether a person looks at the answer on a terminal. */
  readonly isTerminal: boolean;
  /** Progress, on stderr; with `--events` on stdout. */
  event(event: Event): void;
  /** What was found in the user's files and does not stop the run, on stderr. */
  warn(diagnostics: readonly Diagnostic[]): void;
  /** The answer, on stdout. */
  result(result: Result): void;
  /** Nothing more comes, or something that is not progress. */
  close(): void;
}

export interface Output {
  /** Writes a line. */
  out(line: string): void;
  err(line: string): void;
  /** Whether a person looks at what `out` writes. */
  readonly isTerminal?: boolean | undefined;
  /** Present if a person looks at what `err` writes. */
  readonly terminal?: Terminal | undefined;
}

export interface Mode {
  /** The result as one JSON document. */
  readonly json: boolean;
  /** Everything as JSON, an event a line. */
  readonly events: boolean;
  readonly silent: boolean;
  /** Only the exit status is asked for. */
  readonly question?: boolean;
}

/** Chooses once how a run speaks: in lines, on a terminal that it redraws, in JSON, or not at all. */
export function createReporter(output: Output, mode: Mode): Reporter {
  const progress = createProgress(output, mode);
  return {
    isTerminal: output.isTerminal ?? false,
    event: (event) => progress.event(event),
    warn(diagnostics) {
      if (mode.silent || mode.question) return;
      progress.close();
      for (const diagnostic of diagnostics) output.err(formatDiagnostic(diagnostic));
    },
    result({ lines, data }) {
      progress.close();
      if (mode.events) output.out(JSON.stringify({ event: 'result', ...asObject(data) }));
      else if (mode.json) output.out(JSON.stringify(data, undefined, 2));
      else if (!mode.silent) for (const line of lines) output.out(line);
    },
    close: () => progress.close(),
  };
}

function createProgress(output: Output, { events, silent }: Mode): Pick<Reporter, 'event' | 'close'> {
  const close = () => {};
  const toLines = (event: Event) => {
    for (const line of eventLines(event)) output.err(line);
  };
  if (events) return { event: (event) => output.out(JSON.stringify(eventData(event))), close };
  if (silent) {
    // A trace is asked for by name, and does not count as progress.
    const isTrace = ({ kind }: Event) => kind === 'api-call' || kind === 'api-calls';
    return { event: (event) => (isTrace(event) ? toLines(event) : undefined), close };
  }
  if (output.terminal) return createLiveReporter(output.terminal);
  return { event: toLines, close };
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : { data };
}
