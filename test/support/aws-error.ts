import { AwsError, type AwsErrorData } from '../../src/errors.ts';

/** A refused call. */
export function awsError(data: Partial<AwsErrorData> = {}): AwsError {
  return new AwsError({ kind: 'unknown', operation: 'calling', code: 'SomeException', said: '', ...data });
}
