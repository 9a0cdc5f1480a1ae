import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { AwsErrorData, AwsErrorKind } from '../../errors.ts';
import { commonErrors } from './error-meanings.ts';
import { serviceErrors } from './service-error-meanings.ts';

const meanings = [...commonErrors, ...serviceErrors];

/** What is known of an error before it is shown. */
interface ClassifiedError extends Pick<AwsErrorData, 'kind' | 'code' | 'meaning' | 'hint'> {
  readonly message: string;
}

/** Finds the kind and the meaning of what the SDK, or Node below it, throws. This is the one place that compares codes. */
export function classify(error: unknown): ClassifiedError {
  // Node reports a refused connection to a name with several addresses as a list of errors without a message.
  if (error instanceof AggregateError && error.errors.length > 0) return classify(error.errors[0]);
  if (!(error instanceof Error)) return { kind: 'unknown', code: 'UnknownError', message: String(error) };
  const { name, message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : name;
  const row = meanings.find(
    ({ codes, said }) => (codes.includes(code) || codes.includes(name)) && (said?.test(message) ?? true),
  );
  if (!row) return { code, message, kind: kindWithoutMeaning(error) };
  return { code, message, kind: row.kind, meaning: row.meaning, hint: row.hint };
}

/** New codes of AWS come with an HTTP status that shows whether another try can help. */
function kindWithoutMeaning(error: Error): AwsErrorKind {
  // The SDK's own type leaves out that the cause of an error may be anything.
  const sdkError = error as Parameters<typeof isThrottlingError>[0];
  if (isThrottlingError(sdkError)) return 'throttled';
  if (isTransientError(sdkError) || isServerError(sdkError) || isUnreadable(error)) return 'unavailable';
  return 'unknown';
}

/** An overloaded service may be replaced by one that answers in HTML, which the SDK cannot read. */
function isUnreadable(error: Error): boolean {
  const response: unknown = '$response' in error ? error.$response : undefined;
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return false;
  return Number(response.statusCode) >= 500;
}
