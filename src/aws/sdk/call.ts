import { AwsError } from '../../errors.ts';
import { toAppError } from './to-app-error.ts';

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
