/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The ways in which the AWS tools find credentials in the environment, profiles aside. */
export function carriesCredentials(environment: Environment): boolean {
  return Boolean(
    (environment['AWS_ACCESS_KEY_ID'] && environment['AWS_SECRET_ACCESS_KEY']) ||
    (environment['AWS_WEB_IDENTITY_TOKEN_FILE'] && environment['AWS_ROLE_ARN']) ||
    environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ||
    environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  );
}

/** The domains of the endpoints of AWS's partitions. */
const awsDomains = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'amazonwebservices.com.cn',
  'amazonaws.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'csp.hci.ic.gov',
  'cloud.adc-e.uk',
];

/**
 * Whether calls to ECS go to AWS, whose rates then hold, and not to an emulator. The endpoints of a VPC are AWS's too:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function callsAws(environment: Environment): boolean {
  const endpoint = ecsEndpoint(environment);
  if (endpoint === undefined) return true;
  const [, host = ''] = /^https:\/\/([^/:]+)/.exec(endpoint) ?? [];
  return awsDomains.some((domain) => host.endsWith(`.${domain}`));
}

/** The endpoint of ECS wins over that of all services; an empty one counts as none. */
function ecsEndpoint(environment: Environment): string | undefined {
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return environment['AWS_ENDPOINT_URL_ECS'] || environment['AWS_ENDPOINT_URL'] || undefined;
}
