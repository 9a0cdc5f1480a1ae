import { AppError, DeploymentError, InputError, SeveralErrors, type Diagnosis } from '../../errors.ts';
import { diagnosticLines, type SourceLine } from '../formats/check-result.ts';

/**
 * What is said of an error: the message, then what to do. The stack, and what AWS said, only for those who ask.
 *
 * @param error anything that was thrown
 * @param sourceLine shows the places of diagnostics in the user's files
 */
export function errorLines(
  error: unknown,
  debug: boolean,
  sourceLine: SourceLine = () => undefined,
): string[] {
  if (!(error instanceof AppError)) {
    const lines = [
      `ecs-efs: this is a fault of ecs-efs: ${error instanceof Error ? error.message : String(error)}`,
    ];
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
  const lines =
    error instanceof InputError
      ? error.diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, sourceLine))
      : [`ecs-efs: ${error.message}`];
  if (error instanceof DeploymentError) lines.push(...error.diagnoses.flatMap(diagnosisLines));
  if (error.hint) lines.push(error.hint);
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
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AppError)) return { message };
  return {
    kind: error.name,
    message,
    ...(error.hint && { hint: error.hint }),
    ...(error instanceof InputError && { problems: error.diagnostics }),
    ...(error instanceof DeploymentError && error.diagnoses.length > 0 && { diagnoses: error.diagnoses }),
    ...('code' in error && { code: error.code }),
    ...(error instanceof SeveralErrors && { errors: error.errors.map(errorDetails) }),
  };
}
