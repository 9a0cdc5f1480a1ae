import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { AwsErrorKind } from '../../errors.ts';

interface Meaning {
  readonly kind: AwsErrorKind;
  /** AWS's or Node's own names of the error. */
  readonly codes: readonly string[];
  /** Only where AWS's words match, too: some codes stand for many things. */
  readonly said?: RegExp;
  readonly meaning: string;
  readonly hint: string;
}

const again = 'Repeat the command in a minute: it continues where this run stopped.';

/**
 * What each error of AWS is, means and calls for; the first row that fits counts. This is the one place that compares
 * codes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html, and the errors of each action
 */
const meanings: readonly Meaning[] = [
  {
    kind: 'credentials',
    codes: [
      'ExpiredToken',
      'ExpiredTokenException',
      'RequestExpired',
      'TokenRefreshRequired',
      'UnauthorizedSSOTokenError',
    ],
    meaning: 'the AWS credentials have expired',
    hint: 'Sign in again (for SSO: aws sso login --profile NAME), then repeat the command.',
  },
  {
    kind: 'credentials',
    codes: [
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
      'AuthFailure',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
      'IncompleteSignature',
      'IncompleteSignatureException',
      'MissingAuthenticationToken',
      'MissingAuthenticationTokenException',
      'RequestTimeTooSkewed',
    ],
    meaning: 'AWS rejected the credentials',
    hint: 'Check the keys of the profile, and that the clock of this machine is right.',
  },
  {
    kind: 'credentials',
    codes: ['CredentialsProviderError', 'TokenProviderError', 'CredentialsError'],
    meaning: 'there are no usable AWS credentials',
    hint: 'Set PROFILE in local.mk to a profile of ~/.aws/config, or sign in (aws sso login).',
  },
  {
    kind: 'account',
    codes: ['OptInRequired', 'SubscriptionRequiredException', 'SubscriptionRequired', 'PendingVerification'],
    meaning: 'the AWS account is not ready for this service',
    hint: 'Complete the registration of the account or enable the region in the console, or choose another REGION.',
  },
  {
    kind: 'denied',
    codes: [
      'AccessDenied',
      'AccessDeniedException',
      'UnauthorizedOperation',
      'Client.UnauthorizedOperation',
      'NotAuthorized',
      'UnauthorizedException',
    ],
    meaning: 'access was denied',
    hint: 'Add the action that AWS names to the policy of the role or user, or use another PROFILE.',
  },
  {
    kind: 'unreachable',
    codes: ['ENOTFOUND', 'UnknownEndpoint'],
    meaning: 'the AWS endpoint does not exist, or this machine is offline',
    hint: "Check the REGION ('ecs-efs info' shows it), the network, any proxy, and AWS_ENDPOINT_URL if it is set.",
  },
  {
    kind: 'unreachable',
    codes: [
      'ECONNREFUSED',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'ECONNRESET',
      'EPIPE',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'TimeoutError',
      'RequestTimeout',
      'RequestTimeoutException',
    ],
    meaning: 'AWS cannot be reached',
    hint: 'Check the network, any proxy, the REGION, and AWS_ENDPOINT_URL if it is set.',
  },
  {
    kind: 'untrusted',
    codes: ['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    meaning: 'the TLS certificate is not trusted',
    hint: 'Behind a proxy that inspects TLS, set NODE_EXTRA_CA_CERTS to its certificate.',
  },
  {
    kind: 'throttled',
    codes: [
      'ThrottlingException',
      'Throttling',
      'ThrottledException',
      'TooManyRequestsException',
      'RequestLimitExceeded',
      'RequestThrottled',
      'RequestThrottledException',
      'SlowDown',
      'PriorRequestNotComplete',
      'EC2ThrottledException',
    ],
    meaning: 'AWS throttled the call',
    hint: again,
  },
  {
    kind: 'unavailable',
    codes: [
      'ServerException',
      'InternalFailure',
      'InternalError',
      'InternalServerError',
      'InternalFailureException',
      'ServiceUnavailable',
      'ServiceUnavailableException',
      'Unavailable',
      'DependencyTimeout',
    ],
    meaning: 'AWS reported an internal error',
    hint: `${again} https://health.aws.amazon.com shows larger incidents.`,
  },
  {
    kind: 'missing',
    codes: ['ValidationError'],
    said: /stack.*does not exist/i,
    meaning: 'the stack does not exist',
    hint: "Run 'ecs-efs up' to create it; 'ecs-efs info' shows which stack this folder means.",
  },
  {
    kind: 'missing',
    codes: ['ClientException'],
    // The answer for a family without an active revision.
    said: /unable to describe task definition/i,
    meaning: 'the task definition does not exist',
    hint: 'Repeat the command: it registers what the folder has.',
  },
  {
    kind: 'missing',
    codes: ['InvalidParameterException'],
    said: /task.*not found/i,
    meaning: 'the task does not exist',
    hint: 'It has stopped in the meantime: repeat the command.',
  },
  {
    kind: 'missing',
    codes: ['ResourceNotFoundException', 'FileSystemNotFound'],
    meaning: 'the resource does not exist',
    hint: 'It was deleted in the meantime: repeat the command.',
  },
  {
    kind: 'missing',
    codes: ['ClusterNotFoundException'],
    meaning: 'the cluster does not exist',
    hint: "Run 'ecs-efs up' to create it; 'ecs-efs info' shows which cluster this folder means.",
  },
  {
    kind: 'missing',
    codes: ['ServiceNotFoundException', 'ServiceNotActiveException'],
    meaning: 'the service was deleted in the meantime',
    hint: 'Repeat the command: it creates the service again.',
  },
  {
    kind: 'quota',
    codes: [
      'LimitExceededException',
      'LimitExceeded',
      'FileSystemLimitExceeded',
      'ServiceQuotaExceededException',
    ],
    meaning: 'a quota of the account was reached',
    hint: 'Delete what you do not need, or request an increase in the console (Service Quotas).',
  },
  {
    kind: 'invalid',
    codes: ['InsufficientCapabilitiesException'],
    meaning: 'the template needs a capability that ecs-efs does not grant',
    hint: 'Only IAM capabilities are granted; remove macros from the template.',
  },
  {
    kind: 'invalid',
    codes: ['ValidationError'],
    said: /IN_PROGRESS state|cannot be updated|can ?not be executed|in .* state/i,
    meaning: 'the stack cannot be changed now',
    hint: "Repeat the command when its operation is over; 'ecs-efs up' waits for one that is in progress.",
  },
  {
    kind: 'invalid',
    codes: ['ValidationError'],
    said: /Parameters?:|parameter/i,
    meaning: 'CloudFormation rejected the parameters',
    hint: "Check ecs-cluster.params; 'ecs-efs templates cluster' writes the template, which describes them.",
  },
  {
    kind: 'invalid',
    codes: ['ValidationError'],
    said: /template/i,
    meaning: 'CloudFormation rejected the template',
    hint: 'Check ecs-cluster.cf.yaml of this folder; without one, the template that is shipped is used.',
  },
  {
    kind: 'conflict',
    codes: ['AlreadyExistsException', 'NameAlreadyExistsException'],
    meaning: 'something with this name exists already',
    hint: 'Another run may just have created it: repeat the command. If it is not yours, choose another PREFIX.',
  },
  {
    kind: 'conflict',
    codes: ['OperationInProgressException', 'TokenAlreadyExistsException', 'UpdateInProgressException'],
    meaning: 'another operation is in progress',
    hint: again,
  },
  {
    kind: 'conflict',
    codes: [
      'ChangeSetNotFound',
      'ChangeSetNotFoundException',
      'InvalidChangeSetStatus',
      'InvalidChangeSetStatusException',
    ],
    meaning: 'the change set is no longer valid',
    hint: 'The stack changed in the meantime: repeat the command.',
  },
  {
    kind: 'invalid',
    codes: ['ClientException', 'InvalidParameterException'],
    said: /role/i,
    meaning: 'ECS cannot use the role',
    hint: 'Check taskRoleArn, executionRoleArn or role: it must exist and trust ecs-tasks.amazonaws.com.',
  },
  {
    kind: 'invalid',
    codes: [
      'ClientException',
      'InvalidParameterException',
      'InvalidParameterValue',
      'BadRequest',
      'SerializationException',
    ],
    meaning: 'AWS rejected the request',
    hint: 'Change the .taskdef or .service file as AWS says, and repeat the command.',
  },
  {
    kind: 'unsupported',
    codes: [
      'UnsupportedFeatureException',
      'PlatformUnknownException',
      'PlatformTaskDefinitionIncompatibilityException',
    ],
    meaning: 'ECS does not support this here',
    hint: 'The region, the launch type or the platform version does not support it: change the file, or choose another REGION.',
  },
  {
    kind: 'invalid',
    codes: ['NamespaceNotFoundException'],
    meaning: 'the Service Connect namespace does not exist',
    hint: 'Create it in AWS Cloud Map, or change serviceConnectConfiguration.',
  },
  {
    kind: 'conflict',
    codes: [
      'FileSystemInUse',
      'ResourceInUse',
      'ResourceInUseException',
      'ScalingActivityInProgress',
      'ResourceContention',
    ],
    meaning: 'the resource is still in use',
    hint: again,
  },
  {
    kind: 'account',
    codes: ['BlockedException'],
    meaning: 'AWS has blocked the account',
    hint: 'Only AWS Support can say why: https://console.aws.amazon.com/support.',
  },
];

/** What is known of an error before it is shown. */
export interface ClassifiedError {
  readonly kind: AwsErrorKind;
  readonly code: string;
  readonly message: string;
  readonly meaning: string | undefined;
  readonly hint: string | undefined;
}

/** Finds the kind and the meaning of what the SDK, or Node below it, throws. */
export function classify(error: unknown): ClassifiedError {
  // Node reports a refused connection to a name with several addresses as a list of errors without a message.
  if (error instanceof AggregateError && error.errors.length > 0) return classify(error.errors[0]);
  if (!(error instanceof Error)) return unknownError('UnknownError', String(error));
  const { name, message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : name;
  const row = meanings.find(
    ({ codes, said }) => (codes.includes(code) || codes.includes(name)) && (said?.test(message) ?? true),
  );
  if (row) return { code, message, kind: row.kind, meaning: row.meaning, hint: row.hint };
  return { ...unknownError(code, message), kind: kindWithoutMeaning(error) };
}

function unknownError(code: string, message: string): ClassifiedError {
  return { code, message, kind: 'unknown', meaning: undefined, hint: undefined };
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
