import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ECSClient } from '@aws-sdk/client-ecs';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import type { Aws } from '../domain/ports/aws.ts';
import { ecsQuotas } from '../domain/quotas.ts';
import { UsageError } from '../errors.ts';
import { cloudFormationStacks } from './adapters/cloudformation.ts';
import { ecsClusters, ecsTasks } from './adapters/ecs-clusters.ts';
import { ecsServices } from './adapters/ecs-services.ts';
import { ecsTaskDefinitions } from './adapters/ecs-task-definitions.ts';
import { rateLimited, type ConnectTo } from './rate-limit/rate-limited.ts';
import { createRateLimiter, type CallContext } from './rate-limit/rate-limiter.ts';
import { lazyPort } from './sdk/lazy-port.ts';
import { tracingHandler } from './sdk/trace-credentials.ts';

export interface AwsAccount {
  /** Undefined: the credentials of the environment. */
  readonly profile: string | undefined;
  /** Undefined: the region of the profile. */
  readonly region: string | undefined;
  /** Whether calls keep to AWS's rate limits. */
  readonly quotas: 'aws' | 'none';
  /** Where the settings came from, for messages. */
  readonly profileOrigin: string;
  /** Asks the user for the code of an MFA device. */
  readonly askMfaCode: (serial: string) => Promise<string>;
}

/** The SDK warns of credentials in both environment and profile; the settings decide which of them wins. */
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** `rateLimited` repeats calls, since it knows the quotas; a silent connection counts as lost. */
const delivery = { maxAttempts: 1, requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 } };

/**
 * Makes the ports for one account and region; nothing is sent yet.
 *
 * @param context what all calls of this run share
 * @throws UsageError if the profile does not exist or no region is known
 */
export async function connect(account: AwsAccount, context: CallContext): Promise<Aws> {
  const { profile } = account;
  const region = account.region ?? (await regionOf(profile));
  await checkProfile(account);
  if (!region) {
    const where = profile ? `the profile '${profile}' has none` : 'the environment has none';
    throw new UsageError(
      `no AWS region is known: ${where}`,
      'Set REGION in local.mk, for example REGION=us-east-1.',
    );
  }
  const credentials = fromNodeProviderChain({
    ...(profile !== undefined && { profile }),
    mfaCodeProvider: account.askMfaCode,
    logger: quiet,
    // Without a region: that of a sign-in (sso_region) is not that of the cluster, and STS takes the caller's.
    ...(context.onCall && {
      clientConfig: { requestHandler: await tracingHandler(context.clock, context.onCall) },
    }),
  });
  const options = { region, credentials, ...delivery, ...(profile !== undefined && { profile }) };
  const ecsLimiter = createRateLimiter(account.quotas === 'aws' ? ecsQuotas : [], context);
  const ecs = rateLimited(new ECSClient(options), ecsLimiter, context);
  // Other services publish no rate limits for these calls.
  const otherLimiter = createRateLimiter([], context);
  const connectTo: ConnectTo = (Client, other) =>
    rateLimited(new Client({ ...options, ...other }), otherLimiter, context);
  return {
    region,
    stacks: cloudFormationStacks(connectTo(CloudFormationClient)),
    clusters: ecsClusters(ecs),
    services: ecsServices(ecs),
    taskDefinitions: ecsTaskDefinitions(ecs, (ms) => context.clock.sleep(ms, context.signal)),
    tasks: ecsTasks(ecs),
    instances: lazyPort(async () =>
      (await import('./adapters/ecs-instances.ts')).ecsInstances(ecs, connectTo),
    ),
    fileSystems: lazyPort(async () =>
      (await import('./adapters/efs-file-systems.ts')).efsFileSystems(connectTo),
    ),
    networks: lazyPort(async () => (await import('./adapters/ec2-networks.ts')).ec2Networks(connectTo)),
    dns: lazyPort(async () => (await import('./adapters/route53-dns.ts')).route53Dns(ecs, connectTo)),
    logs: lazyPort(async () => (await import('./adapters/cloudwatch-logs.ts')).cloudWatchLogs(connectTo)),
  };
}

async function regionOf(profile: string | undefined): Promise<string | undefined> {
  const { configFile } = await loadSharedConfigFiles();
  return configFile[profile ?? 'default']?.['region'];
}

async function checkProfile({ profile, profileOrigin }: AwsAccount): Promise<void> {
  if (profile === undefined) return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  // The SDK reads sections such as [sso-session NAME] as profiles with their kind in the name.
  const known = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((name) => !/^(sso-session|services)\./.test(name))
    .sort();
  if (known.includes(profile)) return;
  const [first] = known;
  throw new UsageError(
    `there is no AWS profile '${profile}' (${profileOrigin})`,
    first
      ? `These exist: ${known.join(', ')}. Add to local.mk, for example:\n  PROFILE=${first}`
      : `~/.aws/config has no profiles yet. Make one with 'aws configure sso' or 'aws configure', then add to local.mk:\n  PROFILE=its name`,
  );
}
