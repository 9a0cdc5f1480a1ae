import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import type { CommonOptions } from './commands/lib/common-options.ts';
import type { Context } from './commands/lib/context.ts';
import { createProgram } from './commands/lib/program.ts';
import type { ApiCall } from './domain/api-call.ts';
import type { Aws } from './domain/ports/aws.ts';
import { AppError, exitStatus, UsageError, type ExitStatus } from './errors.ts';
import { readSourceLine } from './inputs/document/source-text.ts';
import type { Clock } from './lib/clock.ts';
import { fileErrorText } from './lib/file-error.ts';
import { shippedPath } from './lib/package-files.ts';
import type { SourceLine } from './report/formats/check-report.ts';
import { createReporter, type Output, type Reporter } from './report/reporter.ts';
import { errorData, errorLines } from './report/text/error-text.ts';
import { loadSettings, type Settings } from './settings/load.ts';

/** What the program gets from its process; tests bring their own. */
export interface ProcessContext {
  readonly output: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  readonly user: string;
  readonly clock: Clock;
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
  /** Asks the user a question, for MFA. */
  ask(question: string): Promise<string>;
}

/** Every call to AWS so far. What ends after the run has ended is no longer reported. */
interface Trace {
  readonly calls: ApiCall[];
  isOpen: boolean;
}

/**
 * Runs one command.
 *
 * @param argv the words after the program's name
 * @returns the exit status; nothing is thrown
 */
export async function main(argv: readonly string[], processContext: ProcessContext): Promise<ExitStatus> {
  const { output } = processContext;
  const trace: Trace = { calls: [], isOpen: true };
  let status: ExitStatus = exitStatus.done;
  let options: CommonOptions | undefined;
  let context: Context | undefined;
  const program = createProgram(packageVersion(), commands, async (given, command) => {
    options = given;
    context = createContext(given, processContext, trace);
    status = await command(context);
  });
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => output.err(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'ecs-efs: ')),
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (thrown) {
    // commander has printed its message.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    const fileError = thrown instanceof AppError ? undefined : fileErrorText(thrown);
    const error = fileError === undefined ? thrown : new UsageError(fileError, undefined, thrown);
    context?.reporter.close();
    if (options?.events) output.out(JSON.stringify({ event: 'error', ...errorData(error) }));
    else if (options?.json) output.out(JSON.stringify(errorData(error), undefined, 2));
    const debug = options?.debug ?? argv.includes('--debug');
    for (const line of errorLines(error, debug, sourceLines(processContext, options))) output.err(line);
    return error instanceof AppError ? error.exitStatus : exitStatus.bug;
  } finally {
    trace.isOpen = false;
    if (options?.trace) context?.reporter.event({ kind: 'api-calls', calls: trace.calls });
    context?.reporter.close();
  }
}

/** On a terminal, diagnostics are shown with the line of the file that they are about. */
function sourceLines({ output, directory }: ProcessContext, options: CommonOptions | undefined): SourceLine {
  const folder = resolve(directory, options?.directory ?? '.');
  return (location) => (output.terminal ? readSourceLine(folder, location) : undefined);
}

function createContext(options: CommonOptions, processContext: ProcessContext, trace: Trace): Context {
  const { environment, user, clock, signal } = processContext;
  const directory = resolve(processContext.directory, options.directory ?? '.');
  const settings = loadSettings({ directory, flags: options.flags, words: options.words, environment, user });
  const reporter = createReporter(processContext.output, options);
  const onCall = (call: ApiCall) => {
    if (!trace.isOpen) return;
    trace.calls.push(call);
    reporter.event({ kind: 'api-call', ...call });
  };
  return {
    settings,
    flags: options,
    reporter,
    clock,
    signal,
    connect: () =>
      connectTo(settings, processContext, { reporter, onCall: options.trace ? onCall : undefined }),
  };
}

/** The SDK is most of the program's code: only a command that calls AWS loads it. */
async function connectTo(
  settings: Settings,
  { clock, signal, ask }: ProcessContext,
  { reporter, onCall }: { reporter: Reporter; onCall: ((call: ApiCall) => void) | undefined },
): Promise<Aws> {
  const { connect } = await import('./aws/connect.ts');
  return connect(
    {
      profile: settings.profile,
      region: settings.region,
      quotas: settings.quotas,
      profileOrigin: settings.all.find(({ name }) => name === 'PROFILE')?.origin ?? '',
      askMfaCode: (serial) => ask(`MFA code for ${serial}: `),
    },
    {
      clock,
      signal,
      onWait: (wait) => reporter.event({ kind: 'waiting-for-quota', ...wait }),
      onCall,
    },
  );
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(shippedPath('package.json'), 'utf8')) as { version: string };
  return version;
}
