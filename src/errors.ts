import { type Diagnostic, formatDiagnostic, isError, sortDiagnostics } from './domain/diagnostic.ts';
import { plural } from './lib/text.ts';

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
export abstract class AppError extends Error {
  /** Written out, for a bundler may rename classes. `--json` shows it. */
  abstract override readonly name: string;
  abstract readonly exitStatus: ExitStatus;
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.hint = hint;
  }
}

/** The command line or a setting is wrong. */
export class UsageError extends AppError {
  override readonly name = 'UsageError';
  readonly exitStatus = exitStatus.usage;
}

/** Files of the user are wrong: everything that was found, warnings included, in the order of files and lines. */
export class InputError extends AppError {
  override readonly name = 'InputError';
  readonly exitStatus = exitStatus.usage;
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** What an error of AWS can be, whatever AWS calls it, and whether the same call may succeed a moment later. */
export const isTransient = {
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
} as const;

export type AwsErrorKind = keyof typeof isTransient;

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
  override readonly name = 'AwsError';
  readonly exitStatus = exitStatus.aws;
  readonly data: AwsErrorData;

  constructor(data: AwsErrorData) {
    super(`${data.operation}: ${data.said || data.code}`, data.hint, data.cause);
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
  override readonly name = 'DeploymentError';
  readonly exitStatus = exitStatus.deployment;
  readonly diagnoses: readonly Diagnosis[];

  constructor(message: string, hint?: string, diagnoses: readonly Diagnosis[] = []) {
    super(message, hint);
    this.diagnoses = diagnoses;
  }
}

/** Something did not finish in time; it continues at AWS. */
export class WaitTimeoutError extends AppError {
  override readonly name = 'WaitTimeoutError';
  readonly exitStatus = exitStatus.timeout;
}

/** The user pressed Ctrl-C. */
export class InterruptedError extends AppError {
  override readonly name = 'InterruptedError';
  readonly exitStatus = exitStatus.interrupted;

  constructor(
    message = 'interrupted',
    hint = 'Run the same command again: it continues where this run stopped.',
  ) {
    super(message, hint);
  }
}

/** Several steps of a run failed, each for a reason of its own. */
export class SeveralErrors extends AppError {
  override readonly name = 'SeveralErrors';
  /** That of the worst: a refused call is worse than a failed deployment, and that is worse than a time-out. */
  readonly exitStatus: ExitStatus;
  readonly errors: readonly AppError[];

  /** @param left how many steps were not started because of them */
  constructor(errors: readonly AppError[], left: number) {
    const notStarted = left > 0 ? `; ${plural(left, 'step')} not started because of them` : '';
    super(`${errors.length} steps failed${notStarted}`);
    this.exitStatus = errors.reduce((a, b) => (b.exitStatus < a.exitStatus ? b : a)).exitStatus;
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
