import { AppError, AwsError, InterruptedError } from '../../errors.ts';
import { classify } from './error-meanings.ts';

/** Words that AWS puts before an opaque text in messages about denied access; nobody can read that text. */
const encodedMessage = /Encoded authorization failure message:.*/s;

/**
 * Turns what a call of the SDK throws into an error with its kind and meaning.
 *
 * @param operation what was tried, such as `registering acme-web`
 */
export function toAppError(error: unknown, operation: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === 'AbortError') return new InterruptedError();
  const { kind, code, message, meaning, hint } = classify(error);
  const said = message.replace(encodedMessage, '').trim();
  return new AwsError({ kind, operation, code, said, meaning, hint, cause: error });
}
