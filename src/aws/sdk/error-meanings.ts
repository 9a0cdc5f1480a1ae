import type { AwsErrorKind } from '../../errors.ts';

/** What an error of AWS is, means and calls for. */
export interface ErrorMeaning {
  readonly kind: AwsErrorKind;
  /** AWS's or Node's own names of the error. */
  readonly codes: readonly string[];
  /** Only where AWS's words match, too: some codes stand for many things. */
  readonly said?: RegExp;
  readonly meaning: string;
  readonly hint: string;
}

export const again = 'Repeat the command in a minute: it continues where this run stopped.';

/**
 * Errors that any call may meet, on its way or at AWS.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
 */
export const commonErrors: readonly ErrorMeaning[] = [
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
];
