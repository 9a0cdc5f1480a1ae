import { AppError, AwsError, InterruptedError } from '../../errors.ts';
import { classify } from './classify.ts';

/**
 * Makes a call to AWS; what it throws becomes an AwsError.
 *
 * @param operation what is tried, such as `registering acme-web`
 */
export async function call<Output>(operation: string, send: () => Promise<Output>): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    throw toAppError(error, operation);
  }
}

/** The same; undefined if AWS answers that the thing does not exist. */
export async function find<Output>(
  operation: string,
  send: () => Promise<Output>,
): Promise<Output | undefined> {
  try {
    return await call(operation, send);
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'missing') return undefined;
    throw error;
  }
}

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
  const { message, ...known } = classify(error);
  const said = message.replace(encodedMessage, '').trim();
  return new AwsError({ ...known, operation, said, cause: error });
}
