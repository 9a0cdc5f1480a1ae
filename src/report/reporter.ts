import { formatDiagnostic, type Diagnostic } from '../domain/diagnostic.ts';
import type { Event } from '../domain/events.ts';
import { eventData } from './event-data.ts';
import { createLiveReporter, type Terminal } from './modes/live-reporter.ts';
import type { Progress, Result } from './result.ts';
import { eventLines } from './text/event-text.ts';

export interface Reporter extends Progress {
  /** Whether the result is printed on a terminal. */
  readonly isTerminal: boolean;
  /** Diagnostics that do not stop the run, on stderr. */
  warn(diagnostics: readonly Diagnostic[]): void;
  /** The result, on stdout. */
  result(result: Result): void;
}

export interface Output {
  /** Writes a line. */
  out(line: string): void;
  err(line: string): void;
  /** Whether `out` writes to a terminal. */
  readonly isTerminal?: boolean | undefined;
  /** Present if `err` writes to a terminal. */
  readonly terminal?: Terminal | undefined;
}

export interface Mode {
  /** The result as one JSON document. */
  readonly json: boolean;
  /** Everything as JSON, one event per line. */
  readonly events: boolean;
  readonly silent: boolean;
  /** Print nothing: the exit status is the result. */
  readonly question?: boolean;
}

/** Chooses how a run reports: in lines, in a view that it redraws on a terminal, in JSON, or not at all. */
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

function createProgress(output: Output, { events, silent }: Mode): Progress {
  const close = () => {};
  const toLines = (event: Event) => {
    for (const line of eventLines(event)) output.err(line);
  };
  if (events) return { event: (event) => output.out(JSON.stringify(eventData(event))), close };
  if (silent) {
    // The user asked for a trace by --trace; it does not count as progress.
    const isTrace = ({ kind }: Event) => kind === 'api-call' || kind === 'api-calls';
    return { event: (event) => (isTrace(event) ? toLines(event) : undefined), close };
  }
  if (output.terminal) return createLiveReporter(output.terminal);
  return { event: toLines, close };
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : { data };
}
