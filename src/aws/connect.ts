import type { Aws } from '../domain/ports/aws.ts';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ECSClient } from '@aws-sdk/client-ecs';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { UsageError } from '../errors.ts';
import { cloudFormationStacks } from './adapters/cloudformation.ts';
import { ecsServices } from './adapters/ecs-services.ts';
import { ecsTaskDefinitions } from './adapters/ecs-task-definitions.ts';
import { onFirstCall } from './sdk/lazy-port.ts';
import { paced } from './rate-limit/rate-limited.ts';
import { createPacer, type Pacing } from './rate-limit/rate-limiter.ts';
import { ecsQuotas } from '../domain/quotas.ts';

import { tracingHandler } from './sdk/trace-credentials.ts';

export interface AwsAccount {
  /** Undefined: the credentials of the environment. */
  readonly profile: string | undefined;
  /** Undefined: the region of the profile. */
  readonly region: string | undefined;
  /** Whether calls keep to the rates that AWS grants. */
  readonly quotas: 'aws' | 'none';
  /** Where the settings came from, for messages. */
  readonly profileOrigin: string;
  /** Asks the user for the code of an MFA device. */
  readonly askMfaCode: (serial: string) => Promise<string>;
}

/** The SDK remarks on credentials in both environment and profile; which of them wins is for the settings to say. */
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Calls are repeated by `paced`, which knows the quotas; a connection that stays silent has been lost. */
const delivery = { maxAttempts: 1, requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 } };

/**
 * Makes the clients for one account and region; nothing is sent yet.
 *
 * @param pacing of all calls of this run together
 * @throws UsageError if the profile does not exist or no region is known
 */
export async function connect(account: AwsAccount, pacing: Pacing): Promise<Aws> {
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
    ...(pacing.onCall && {
      clientConfig: { requestHandler: await tracingHandler(pacing.clock, pacing.onCall) },
    }),
  });
  const options = { region, credentials, ...delivery, ...(profile !== undefined && { profile }) };
  const ecsPacer = createPacer(account.quotas === 'aws' ? ecsQuotas : [], pacing);
  // Other services publish no rates for these calls.
  const freePacer = createPacer([], pacing);
  const ecs = paced(new ECSClient(options), ecsPacer, pacing);
  const ec2 = async () => {
    const { EC2Client } = await import('@aws-sdk/client-ec2');
    return paced(new EC2Client(options), freePacer, pacing);
  };
  return {
    region,
    stacks: cloudFormationStacks(paced(new CloudFormationClient(options), freePacer, pacing)),
    services: ecsServices(ecs),
    taskDefinitions: ecsTaskDefinitions(ecs, (ms) => pacing.clock.sleep(ms, pacing.signal)),
    nodes: onFirstCall(async () => {
      const [{ AutoScalingClient }, { ecsNodes }] = await Promise.all([
        import('@aws-sdk/client-auto-scaling'),
        import('./adapters/ecs-nodes.ts'),
      ]);
      return ecsNodes(ecs, paced(new AutoScalingClient(options), freePacer, pacing));
    }),
    fileSystems: onFirstCall(async () => {
      const [{ EFSClient }, { efsFileSystems }] = await Promise.all([
        import('@aws-sdk/client-efs'),
        import('./adapters/efs-file-systems.ts'),
      ]);
      return efsFileSystems(paced(new EFSClient(options), freePacer, pacing));
    }),
    networks: onFirstCall(async () => {
      const [client, { ec2Networks }] = await Promise.all([ec2(), import('./adapters/ec2-networks.ts')]);
      return ec2Networks(client);
    }),
    dns: onFirstCall(async () => {
      const [client, { Route53Client }, { route53Dns }] = await Promise.all([
        ec2(),
        import('@aws-sdk/client-route-53'),
        import('./adapters/route53-dns.ts'),
      ]);
      return route53Dns(
        ecs,
        client,
        paced(new Route53Client(options), freePacer, pacing, { repeats: false }),
      );
    }),
    logs: onFirstCall(async () => {
      const [{ CloudWatchLogsClient }, { cloudWatchLogs }] = await Promise.all([
        import('@aws-sdk/client-cloudwatch-logs'),
        import('./adapters/cloudwatch-logs.ts'),
      ]);
      return cloudWatchLogs((logRegion) =>
        paced(new CloudWatchLogsClient({ ...options, region: logRegion ?? region }), freePacer, pacing),
      );
    }),
  };
}

async function regionOf(profile: string | undefined): Promise<string | undefined> {
  const { configFile } = await loadSharedConfigFiles();
  return configFile[profile ?? 'default']?.['region'];
}

async function checkProfile({ profile, profileOrigin }: AwsAccount): Promise<void> {
  if (profile === undefined) return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  // Sections such as [sso-session NAME] are read as profiles whose names hold their kind.
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
