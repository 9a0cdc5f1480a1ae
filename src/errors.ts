import { type Diagnostic, formatDiagnostic, isError, sortDiagnostics } from './domain/diagnostic.ts';
/** What a process that ends this way tells its caller; the table is part of `ecs-efs --help`. */
export const exitStatus = {
  done: 0,
  outOfDate: 1,
  usage: 2,
  aws: 3,
  deployment: 4,
  timeout: 5,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** An end of the run that the user should understand from its message alone, and mend with its hint. */
export class AppError extends Error {
  readonly exitStatus: ExitStatus;
  readonly hint: string | undefined;

  constructor(
    message: string,
    options: { exitStatus: ExitStatus; hint?: string | undefined; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.exitStatus = options.exitStatus;
    this.hint = options.hint;
  }
}

/** The command line or a setting is wrong. */
export class UsageError extends AppError {
  constructor(message: string, hint?: string) {
    super(message, { exitStatus: exitStatus.usage, hint });
  }
}

/** Files of the user are wrong: all that was found, warnings included, in the order of files and lines. */
export class InputError extends AppError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'), { exitStatus: exitStatus.usage });
    this.diagnostics = diagnostics;
  }
}

/** AWS refused a call or could not be reached. */
export class AwsError extends AppError {
  /** AWS's own name of the error, such as `AccessDeniedException`. */
  readonly code: string;

  constructor(message: string, options: { code: string; hint?: string | undefined; cause?: unknown }) {
    super(message, { exitStatus: exitStatus.aws, ...options });
    this.code = options.code;
  }
}

/** What is known of one failure at AWS. */
export interface Diagnosis {
  /** The service, or the resource of the stack. */
  readonly subject: string;
  /** A short name of the cause, such as `image not found`. */
  readonly cause: string;
  /** The evidence, in at most a screen. */
  readonly lines: readonly string[];
  readonly hint: string | undefined;
}

/** AWS took the change, and it failed there or was rolled back. */
export class DeploymentError extends AppError {
  readonly diagnoses: readonly Diagnosis[];

  constructor(message: string, hint?: string, diagnoses: readonly Diagnosis[] = []) {
    super(message, { exitStatus: exitStatus.deployment, hint });
    this.diagnoses = diagnoses;
  }
}

/** Something was not finished in the time that it was given; it goes on at AWS. */
export class WaitTimeoutError extends AppError {
  constructor(message: string, hint?: string) {
    super(message, { exitStatus: exitStatus.timeout, hint });
  }
}

/** The user pressed Ctrl-C. */
export class InterruptedError extends AppError {
  constructor(
    message = 'interrupted',
    hint = 'Run the same command again: it goes on where this run stopped.',
  ) {
    super(message, { exitStatus: exitStatus.interrupted, hint });
  }
}

/** Several steps of a run failed, each for a reason of its own. */
export class SeveralErrors extends AppError {
  readonly errors: readonly AppError[];

  /** @param left how many steps were not begun because of them */
  constructor(errors: readonly AppError[], left: number) {
    const notBegun = left > 0 ? `; ${left} ${left === 1 ? 'step' : 'steps'} not begun because of them` : '';
    // What AWS refused is further from done than what it took and could not do, or has not done yet.
    const worst = errors.reduce((a, b) => (b.exitStatus < a.exitStatus ? b : a));
    super(`${errors.length} steps failed${notBegun}`, { exitStatus: worst.exitStatus });
    this.errors = errors;
  }
}

/** Throws an `InputError` with all of them if one is an error. */
export function throwDiagnostics(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.some(isError)) throw new InputError(sortDiagnostics(diagnostics));
}

/**
 * Runs readers of the user's input one after the other, so that the diagnostics of all of them are reported at once.
 *
 * @throws InputError with every diagnostic, or the first other error
 */
export function readTogether<Results extends readonly unknown[]>(
  ...readers: { [Index in keyof Results]: () => Results[Index] }
): Results {
  const diagnostics: Diagnostic[] = [];
  const results = readers.map((read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      diagnostics.push(...error.diagnostics);
      return undefined;
    }
  });
  throwDiagnostics(diagnostics);
  return results as unknown as Results;
}
