import { type Diagnostic, formatDiagnostic, isError, sortDiagnostics } from './domain/diagnostic.ts';

/** The exit statuses; the table is part of `ecs-efs --help`. */
export const exitStatus = {
  done: 0,
  outOfDate: 1,
  usage: 2,
  aws: 3,
  deployment: 4,
  timeout: 5,
  /** A bug of this program: EX_SOFTWARE of sysexits.h. */
  bug: 70,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** An end of the run that the user can understand from its message, and fix with its hint. */
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

/** Files of the user are wrong: everything that was found, warnings included, in the order of files and lines. */
export class InputError extends AppError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'), { exitStatus: exitStatus.usage });
    this.diagnostics = diagnostics;
  }
}

/** What an error of AWS is, whatever AWS calls it. */
export type AwsErrorKind =
  | 'denied'
  | 'credentials'
  | 'account'
  | 'throttled'
  | 'unavailable'
  | 'unreachable'
  | 'untrusted'
  | 'missing'
  | 'conflict'
  | 'quota'
  | 'unsupported'
  | 'invalid'
  | 'unknown';

/** Whether the same call may succeed a moment later. */
export const isTransient: Readonly<Record<AwsErrorKind, boolean>> = {
  denied: false,
  credentials: false,
  account: false,
  throttled: true,
  unavailable: true,
  unreachable: true,
  untrusted: false,
  missing: false,
  conflict: false,
  quota: false,
  unsupported: false,
  invalid: false,
  unknown: false,
};

/** What is known of a call that AWS refused or that did not reach it; `report/` makes the text. */
export interface AwsErrorData {
  readonly kind: AwsErrorKind;
  /** What was tried, such as `registering acme-web`. */
  readonly operation: string;
  /** AWS's own name of the error, such as `AccessDeniedException`. */
  readonly code: string;
  /** AWS's own words. */
  readonly said: string;
  /** In plain words; undefined for a code that the program does not know. */
  readonly meaning?: string | undefined;
  readonly hint?: string | undefined;
  /** The file of the user that asks for what was refused. */
  readonly file?: string | undefined;
  /** The steps of the plan, if some were not started because of the error. */
  readonly steps?: { readonly done: number; readonly all: number } | undefined;
  readonly cause?: unknown;
}

/** AWS refused a call or could not be reached. */
export class AwsError extends AppError {
  readonly data: AwsErrorData;

  constructor(data: AwsErrorData) {
    const { operation, said, code, hint, cause } = data;
    super(`${operation}: ${said || code}`, { exitStatus: exitStatus.aws, hint, cause });
    this.data = data;
  }

  get kind(): AwsErrorKind {
    return this.data.kind;
  }

  /** The same error with more context. */
  at(context: Pick<AwsErrorData, 'file' | 'steps'>): AwsError {
    return new AwsError({ ...this.data, ...context });
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

/** AWS accepted the change, and it failed or was rolled back. */
export class DeploymentError extends AppError {
  readonly diagnoses: readonly Diagnosis[];

  constructor(message: string, hint?: string, diagnoses: readonly Diagnosis[] = []) {
    super(message, { exitStatus: exitStatus.deployment, hint });
    this.diagnoses = diagnoses;
  }
}

/** Something did not finish in time; it continues at AWS. */
export class WaitTimeoutError extends AppError {
  constructor(message: string, hint?: string) {
    super(message, { exitStatus: exitStatus.timeout, hint });
  }
}

/** The user pressed Ctrl-C. */
export class InterruptedError extends AppError {
  constructor(
    message = 'interrupted',
    hint = 'Run the same command again: it continues where this run stopped.',
  ) {
    super(message, { exitStatus: exitStatus.interrupted, hint });
  }
}

/** Several steps of a run failed, each for a reason of its own. */
export class SeveralErrors extends AppError {
  readonly errors: readonly AppError[];

  /** @param left how many steps were not started because of them */
  constructor(errors: readonly AppError[], left: number) {
    const notStarted =
      left > 0 ? `; ${left} ${left === 1 ? 'step' : 'steps'} not started because of them` : '';
    // A refused call is worse than a failed deployment, and that is worse than a time-out.
    const worst = errors.reduce((a, b) => (b.exitStatus < a.exitStatus ? b : a));
    super(`${errors.length} steps failed${notStarted}`, { exitStatus: worst.exitStatus });
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
