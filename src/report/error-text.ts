import { AppError, InputError } from '../errors.ts';
import { problemLines, type SourceLine } from './problem-text.ts';

/**
 * What is said of an error: the message, then what to do. The stack, and what AWS said, only for those who ask.
 *
 * @param error anything that was thrown
 * @param sourceLine shows the places of problems in the user's files
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
  const lines =
    error instanceof InputError
      ? error.problems.flatMap((problem) => problemLines(problem, sourceLine))
      : [`ecs-efs: ${error.message}`];
  if (error.hint) lines.push(error.hint);
  if (debug)
    lines.push(error.stack ?? '', ...(error.cause instanceof Error ? [error.cause.stack ?? ''] : []));
  return lines;
}

/** The same for `--json`. */
export function errorData(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AppError)) return { error: { message } };
  return {
    error: {
      kind: error.name,
      message,
      ...(error.hint && { hint: error.hint }),
      ...('problems' in error && { problems: error.problems }),
      ...('code' in error && { code: error.code }),
    },
  };
}
