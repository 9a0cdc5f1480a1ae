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

/** A place in a file of the user. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing that is wrong in the user's input, at the place where it is wrong. */
export interface Problem extends Place {
  readonly message: string;
  /** Left out, it is an error; a warning or a note is told, and never stops a run. */
  readonly severity?: 'warning' | 'note';
}

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
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'), { exitStatus: exitStatus.usage });
    this.problems = problems;
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

/** `file:line:column: message`, the form that editors and CI systems turn into links; as gcc, it names what is no error. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined);
  const severity = problem.severity ? `${problem.severity}: ` : '';
  return `${place.join(':')}: ${severity}${problem.message}`;
}

export function isError(problem: Problem): boolean {
  return severityOf(problem) === 'error';
}

export function severityOf({ severity }: Problem): 'error' | 'warning' | 'note' {
  return severity ?? 'error';
}

/** In the order of files, lines and columns. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const order = (a: Problem, b: Problem) =>
    a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return problems.toSorted(order);
}

/** Throws an `InputError` with all of them if one is an error. */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.some(isError)) throw new InputError(sortProblems(problems));
}

/**
 * Runs readers of the user's input one after the other, so that the problems of all of them are reported at once.
 *
 * @throws InputError with every problem, or the first other error
 */
export function readTogether<Results extends readonly unknown[]>(
  ...readers: { [Index in keyof Results]: () => Results[Index] }
): Results {
  const problems: Problem[] = [];
  const results = readers.map((read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  throwProblems(problems);
  return results as unknown as Results;
}
