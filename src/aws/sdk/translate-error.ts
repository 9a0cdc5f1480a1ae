import { AppError, AwsError, InterruptedError } from '../../errors.ts';
import { deniedHint, deniedIn } from '../../domain/denied.ts';

interface ServiceFault {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

interface Meaning {
  readonly codes: readonly string[];
  /** Only where AWS's words match, too: some codes stand for many things. */
  readonly said?: RegExp;
  readonly meaning: string;
  readonly hint: string;
}

const again = 'Repeat the command in a minute: it goes on where this run stopped.';

/**
 * What an AWS error means, and what helps, by AWS's own name of it; the first that fits counts.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html, and the errors of each action
 */
const meanings: readonly Meaning[] = [
  {
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
    meaning: 'AWS does not accept the credentials',
    hint: 'Check the keys of the profile, and that the clock of this machine is right.',
  },
  {
    codes: ['CredentialsProviderError', 'TokenProviderError', 'CredentialsError'],
    meaning: 'there are no usable AWS credentials',
    hint: 'Set PROFILE in local.mk to a profile of ~/.aws/config, or sign in (aws sso login).',
  },
  {
    codes: ['OptInRequired', 'SubscriptionRequiredException', 'SubscriptionRequired', 'PendingVerification'],
    meaning: 'the AWS account is not ready for this',
    hint: 'Finish the registration of the account in the AWS console, or enable the region there, or choose another REGION.',
  },
  {
    codes: [
      'AccessDenied',
      'AccessDeniedException',
      'UnauthorizedOperation',
      'Client.UnauthorizedOperation',
      'NotAuthorized',
      'UnauthorizedException',
    ],
    meaning: 'AWS does not allow this',
    hint: 'Add the action that AWS names to the policy of the role or user, or use another PROFILE.',
  },
  {
    codes: ['ENOTFOUND', 'UnknownEndpoint', 'InvalidRegion'],
    meaning: 'there is no such AWS endpoint, or this machine is not connected',
    hint: "Check the REGION ('ecs-efs info' shows it), the network, any proxy, and AWS_ENDPOINT_URL if it is set.",
  },
  {
    codes: [
      'ECONNREFUSED',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'ECONNRESET',
      'EPIPE',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'TimeoutError',
    ],
    meaning: 'AWS cannot be reached',
    hint: 'Check the network, any proxy, the REGION, and AWS_ENDPOINT_URL if it is set.',
  },
  {
    codes: ['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    meaning: 'the certificate of AWS cannot be trusted',
    hint: 'If a proxy of your company stands between, give its certificate to Node.js with NODE_EXTRA_CA_CERTS.',
  },
  {
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
    meaning: 'AWS asks for fewer calls',
    hint: again,
  },
  {
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
    meaning: 'AWS has trouble of its own',
    hint: `${again} https://health.aws.amazon.com tells of larger trouble.`,
  },
  {
    codes: ['ClusterNotFoundException'],
    meaning: 'the cluster does not exist',
    hint: "Run 'ecs-efs up' to create it; 'ecs-efs info' shows which cluster this folder means.",
  },
  {
    codes: ['ServiceNotFoundException', 'ServiceNotActiveException'],
    meaning: 'the service is gone: somebody deleted it meanwhile',
    hint: 'Repeat the command: it creates the service anew.',
  },
  {
    codes: [
      'LimitExceededException',
      'LimitExceeded',
      'FileSystemLimitExceeded',
      'ServiceQuotaExceededException',
    ],
    meaning: 'a quota of the account is reached',
    hint: 'Delete what is not needed, or ask for more in the console (Service Quotas).',
  },
  {
    codes: ['InsufficientCapabilitiesException'],
    meaning: 'the template needs a capability that ecs-efs does not grant',
    hint: 'Only roles with and without names are allowed for; take macros out of the template.',
  },
  {
    codes: ['ValidationError'],
    said: /IN_PROGRESS state|cannot be updated|can ?not be executed|in .* state/i,
    meaning: 'the stack cannot be changed now',
    hint: "Repeat the command when its operation is over; 'ecs-efs up' waits for one that is going on.",
  },
  {
    codes: ['ValidationError'],
    said: /Parameters?:|parameter/i,
    meaning: 'CloudFormation does not take the parameters',
    hint: "Check ecs-cluster.params; 'ecs-efs templates cluster' shows what the template takes.",
  },
  {
    codes: ['ValidationError'],
    said: /template/i,
    meaning: 'CloudFormation does not take the template',
    hint: 'Check ecs-cluster.cf.yaml of this folder; without one, the template that is shipped is used.',
  },
  {
    codes: ['AlreadyExistsException', 'NameAlreadyExistsException'],
    meaning: 'something of this name exists already',
    hint: 'Another run may just have created it: repeat the command. If it is not yours, choose another PREFIX.',
  },
  {
    codes: ['OperationInProgressException', 'TokenAlreadyExistsException', 'UpdateInProgressException'],
    meaning: 'something else is changing it at the same time',
    hint: again,
  },
  {
    codes: [
      'ChangeSetNotFound',
      'ChangeSetNotFoundException',
      'InvalidChangeSetStatus',
      'InvalidChangeSetStatusException',
    ],
    meaning: 'the change of the stack that was shown is not valid any more',
    hint: 'Somebody else changed the stack meanwhile: repeat the command.',
  },
  {
    codes: ['ClientException', 'InvalidParameterException'],
    said: /role/i,
    meaning: 'ECS cannot use the role',
    hint: 'Check taskRoleArn, executionRoleArn or role: it must exist and trust ecs-tasks.amazonaws.com.',
  },
  {
    codes: [
      'ClientException',
      'InvalidParameterException',
      'InvalidParameterValue',
      'BadRequest',
      'SerializationException',
    ],
    meaning: 'AWS does not take this',
    hint: 'Change the .taskdef or .service file as AWS says, and repeat the command.',
  },
  {
    codes: [
      'UnsupportedFeatureException',
      'PlatformUnknownException',
      'PlatformTaskDefinitionIncompatibilityException',
    ],
    meaning: 'ECS cannot do this here',
    hint: 'The region, the launch type or the platform version does not support it: change the file, or choose another REGION.',
  },
  {
    codes: ['NamespaceNotFoundException'],
    meaning: 'the namespace of Service Connect does not exist',
    hint: 'Create it in AWS Cloud Map, or change serviceConnectConfiguration.',
  },
  {
    codes: [
      'FileSystemInUse',
      'ResourceInUse',
      'ResourceInUseException',
      'ScalingActivityInProgress',
      'ResourceContention',
    ],
    meaning: 'it is still in use',
    hint: again,
  },
  {
    codes: ['BlockedException'],
    meaning: 'AWS has blocked the account',
    hint: 'Only AWS Support can tell why: https://console.aws.amazon.com/support.',
  },
];

/** Words that AWS puts around an opaque blob in messages about denied access; nobody can read it. */
const encodedMessage = /Encoded authorization failure message:.*/s;

/**
 * Turns whatever a call of the SDK throws into an error with its meaning and a next step.
 *
 * @param doing what was tried, such as `registering acme-web`
 */
export function translateError(error: unknown, doing: string): AppError {
  if (error instanceof AppError) return error;
  const fault = faultOf(error);
  if (fault.name === 'AbortError') return new InterruptedError();
  const code = fault.code ?? fault.name;
  const known = meanings.find(
    ({ codes, said: pattern }) =>
      (codes.includes(code) || codes.includes(fault.name)) && (pattern?.test(fault.message) ?? true),
  );
  const denied = deniedIn(fault.message);
  const said = fault.message.replace(encodedMessage, '').trim();
  const message = known
    ? `${doing}: ${known.meaning} (${said || code})`
    : `${doing}: ${said || code} (${code})`;
  return new AwsError(message, { code, hint: denied ? deniedHint(denied) : known?.hint, cause: error });
}

/** Node reports a refused connection to a name with several addresses as a list of errors without a message. */
function faultOf(error: unknown): ServiceFault {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return faultOf(error.errors[0]);
  if (!(error instanceof Error)) return { name: 'UnknownError', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, message: error.message, ...(code !== undefined && { code }) };
}
