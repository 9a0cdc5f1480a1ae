import { AppError, AwsError, InterruptedError } from '../errors.ts';

interface ServiceFault {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** What an AWS error means, and what helps, by AWS's own name of it. */
const meanings: readonly {
  readonly codes: readonly string[];
  readonly meaning: string;
  readonly hint: string;
}[] = [
  {
    codes: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
    meaning: 'the AWS credentials have expired',
    hint: 'Sign in again (for SSO: aws sso login --profile NAME), then repeat the command.',
  },
  {
    codes: [
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'AuthFailure',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
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
    codes: ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Client.UnauthorizedOperation'],
    meaning: 'AWS does not allow this',
    hint: 'Add the action that AWS names to the policy of the role or user, or use another PROFILE.',
  },
  {
    codes: [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'ECONNRESET',
      'EHOSTUNREACH',
      'TimeoutError',
    ],
    meaning: 'AWS cannot be reached',
    hint: 'Check the network, any proxy, the REGION, and AWS_ENDPOINT_URL if it is set.',
  },
  {
    codes: ['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'],
    meaning: 'AWS asks for fewer calls',
    hint: 'Repeat the command in a minute: it goes on where this run stopped.',
  },
  {
    codes: ['ClusterNotFoundException'],
    meaning: 'the cluster does not exist',
    hint: "Run 'ecs-efs up' to create it; 'ecs-efs info' shows which cluster this folder means.",
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
  const known = meanings.find(({ codes }) => codes.includes(code) || codes.includes(fault.name));
  const said = fault.message.replace(encodedMessage, '').trim();
  const message = known
    ? `${doing}: ${known.meaning} (${said || code})`
    : `${doing}: ${said || code} (${code})`;
  return new AwsError(message, { code, hint: known?.hint, cause: error });
}

/** Node reports a refused connection to a name with several addresses as a list of errors without a message. */
function faultOf(error: unknown): ServiceFault {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return faultOf(error.errors[0]);
  if (!(error instanceof Error)) return { name: 'UnknownError', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, message: error.message, ...(code !== undefined && { code }) };
}
