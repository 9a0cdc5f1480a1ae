import { AwsError } from '../../errors.ts';

/** A call that only serves to explain: where it fails at AWS, the run continues without its answer. */
export async function bestEffort<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
