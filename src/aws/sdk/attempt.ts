import { AwsError } from '../../errors.ts';
import { translateError } from './translate-error.ts';

/**
 * Makes a call to AWS; whatever it throws becomes an error that a user understands.
 *
 * @param doing what is tried, such as `registering acme-web`
 */
export async function attempt<Output>(doing: string, call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    throw translateError(error, doing);
  }
}

/** The same for a look-up: undefined where AWS answers that there is no such thing. */
export async function attemptToFind<Output>(
  doing: string,
  call: () => Promise<Output>,
  isMissing: (error: AwsError) => boolean,
): Promise<Output | undefined> {
  try {
    return await attempt(doing, call);
  } catch (error) {
    if (error instanceof AwsError && isMissing(error)) return undefined;
    throw error;
  }
}
