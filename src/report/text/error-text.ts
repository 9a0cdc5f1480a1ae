import { deniedHint, deniedIn } from '../../domain/denied.ts';
import {
  AppError,
  AwsError,
  DeploymentError,
  InputError,
  SeveralErrors,
  type Diagnosis,
} from '../../errors.ts';
import type { SourceLine } from '../formats/check-report.ts';
import { diagnosticLines } from '../formats/text.ts';

/** The message of an error, in one line unless it lists diagnostics. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof AwsError)) return error instanceof Error ? error.message : String(error);
  const { file, operation, meaning, said, code } = error.data;
  const what = meaning === undefined ? `${said || code} (${code})` : `${meaning} (${said || code})`;
  return `${file === undefined ? '' : `${file}: `}${operation}: ${what}`;
}

/** What the user can do about an error. */
export function errorHint(error: AppError): string | undefined {
  if (!(error instanceof AwsError)) return error.hint;
  const { said, hint, steps } = error.data;
  const denied = deniedIn(said);
  const hints = [
    denied ? deniedHint(denied) : hint,
    steps &&
      `${steps.done} of ${steps.all} steps were done; repeat the command for the others when the file is fixed.`,
  ];
  return hints.filter((each) => each !== undefined).join('\n') || undefined;
}

/**
 * The lines of an error: the message, then what to do. The stack, and the error of the SDK, only with `--debug`.
 *
 * @param error anything that was thrown
 * @param sourceLine shows the locations of diagnostics in the user's files
 */
export function errorLines(
  error: unknown,
  debug: boolean,
  sourceLine: SourceLine = () => undefined,
): string[] {
  if (!(error instanceof AppError)) {
    const lines = [`ecs-efs: this is a bug of ecs-efs: ${errorMessage(error)}`];
    if (debug && error instanceof Error) lines.push(error.stack ?? '');
    else lines.push('Repeat the command with --debug, and report what it prints.');
    return lines;
  }
  if (error instanceof SeveralErrors) {
    return [
      ...error.errors.flatMap((each) => errorLines(each, debug, sourceLine)),
      `ecs-efs: ${error.message}`,
    ];
  }
  const hint = errorHint(error);
  const lines =
    error instanceof InputError
      ? error.diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, sourceLine))
      : [`ecs-efs: ${errorMessage(error)}`];
  if (error instanceof DeploymentError) lines.push(...error.diagnoses.flatMap(diagnosisLines));
  if (hint) lines.push(hint);
  if (debug)
    lines.push(error.stack ?? '', ...(error.cause instanceof Error ? [error.cause.stack ?? ''] : []));
  return lines;
}

function diagnosisLines({ lines, hint }: Diagnosis): string[] {
  return [...lines.map((line) => `  ${line}`), ...(hint === undefined ? [] : [`  → ${hint}`])];
}

/** The same for `--json`. */
export function errorData(error: unknown): object {
  return { error: errorDetails(error) };
}

function errorDetails(error: unknown): object {
  const message = errorMessage(error);
  if (!(error instanceof AppError)) return { message };
  const hint = errorHint(error);
  return {
    kind: error.name,
    message,
    ...(hint && { hint }),
    ...(error instanceof InputError && { problems: error.diagnostics }),
    ...(error instanceof DeploymentError && error.diagnoses.length > 0 && { diagnoses: error.diagnoses }),
    ...(error instanceof AwsError && { code: error.data.code }),
    ...(error instanceof SeveralErrors && { errors: error.errors.map(errorDetails) }),
  };
}
