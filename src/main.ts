import type { Aws } from './domain/ports/aws.ts';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { shippedPath } from './assets.ts';
import type { ApiCall } from './domain/api-call.ts';

import type { Clock } from './lib/clock.ts';
import type { Context } from './commands/context.ts';
import { createProgram, type CommonOptions } from './commands/program.ts';
import { AppError, exitStatus, type ExitStatus } from './errors.ts';
import { errorData, errorLines } from './report/text/error-text.ts';
import { createReporter, type Output, type Reporter } from './report/reporter.ts';
import { readSourceLine } from './inputs/document/source-line.ts';
import type { SourceLine } from './report/formats/check-result.ts';
import { loadSettings, type Settings } from './settings/load.ts';

/** Every call to AWS so far; one that ends after the run has ended is not told any more. */
interface Trace {
  readonly calls: ApiCall[];
  isOpen: boolean;
}

/** The machine that a run works on; tests bring their own. */
export interface Machine {
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

/**
 * Runs one command.
 *
 * @param argv the words after the program's name
 * @returns the exit status; nothing is thrown
 */
export async function main(argv: readonly string[], machine: Machine): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done;
  let options: CommonOptions | undefined;
  let context: Context | undefined;
  const trace: Trace = { calls: [], isOpen: true };
  const program = createProgram(packageVersion(), async (given, command) => {
    options = given;
    context = createContext(given, machine, trace);
    status = await command(context);
  });
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => machine.output.out(text.trimEnd()),
      writeErr: (text) => machine.output.err(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'ecs-efs: ')),
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    // Its message has been printed.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    context?.reporter.close();
    if (options?.events) machine.output.out(JSON.stringify({ event: 'error', ...errorData(error) }));
    else if (options?.json) machine.output.out(JSON.stringify(errorData(error), undefined, 2));
    const debug = options?.debug ?? argv.includes('--debug');
    for (const line of errorLines(error, debug, sourceLines(machine, options))) machine.output.err(line);
    return error instanceof AppError ? error.exitStatus : exitStatus.aws;
  } finally {
    trace.isOpen = false;
    if (options?.trace) context?.reporter.event({ kind: 'api-calls', calls: trace.calls });
    context?.reporter.close();
  }
}

/** On a terminal, diagnostics are shown in the lines of the files that have them. */
function sourceLines({ output, directory }: Machine, options: CommonOptions | undefined): SourceLine {
  const folder = resolve(directory, options?.directory ?? '.');
  return (place) => (output.terminal ? readSourceLine(folder, place) : undefined);
}

function createContext(options: CommonOptions, machine: Machine, trace: Trace): Context {
  const directory = resolve(machine.directory, options.directory ?? '.');
  const { environment, user, clock, signal } = machine;
  const settings = loadSettings({ directory, flags: options.flags, words: options.words, environment, user });
  const reporter = createReporter(machine.output, options);
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
    connect: () => connectTo(settings, machine, reporter, options.trace ? onCall : undefined),
  };
}

async function connectTo(
  settings: Settings,
  machine: Machine,
  reporter: Reporter,
  onCall: ((call: ApiCall) => void) | undefined,
): Promise<Aws> {
  const { connect } = await import('./aws/connect.ts');
  return connect(
    {
      profile: settings.profile,
      region: settings.region,
      quotas: settings.quotas,
      profileOrigin: settings.all.find(({ name }) => name === 'PROFILE')?.origin ?? '',
      askMfaCode: (serial) => machine.ask(`MFA code for ${serial}: `),
    },
    {
      clock: machine.clock,
      signal: machine.signal,
      onWait: (wait) => reporter.event({ kind: 'waiting-for-quota', ...wait }),
      onCall,
    },
  );
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(shippedPath('package.json'), 'utf8')) as { version: string };
  return version;
}
