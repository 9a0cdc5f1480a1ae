import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { UsageError } from '../errors.ts';
import { cloudFormationStacks } from './cloudformation.ts';
import { cloudWatchLogs } from './cloudwatch-logs.ts';
import { ecsNodes } from './ecs-nodes.ts';
import { ecsServices } from './ecs-services.ts';
import { ecsTaskDefinitions } from './ecs-task-definitions.ts';
import { efsFileSystems } from './efs-file-systems.ts';
import { paced } from './pacing/paced.ts';
import { createPacer, type Pacing } from './pacing/pacer.ts';
import { ecsQuotas } from './pacing/quotas.ts';
import type { Aws } from './ports.ts';
import { route53Dns } from './route53-dns.ts';

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
    clientConfig: { region },
  });
  const options = { region, credentials, ...delivery, ...(profile !== undefined && { profile }) };
  const ecsPacer = createPacer(account.quotas === 'aws' ? ecsQuotas : [], pacing);
  // Other services publish no rates for these calls.
  const freePacer = createPacer([], pacing);
  const ecs = paced(new ECSClient(options), ecsPacer, pacing);
  // This client takes longer to load than all others together, and few runs need it.
  const ec2 = async () => {
    const { EC2Client } = await import('@aws-sdk/client-ec2');
    return paced(new EC2Client(options), freePacer, pacing);
  };
  const route53 = async () => {
    const { Route53Client } = await import('@aws-sdk/client-route-53');
    return paced(new Route53Client(options), freePacer, pacing);
  };
  return {
    region,
    stacks: cloudFormationStacks(paced(new CloudFormationClient(options), freePacer, pacing)),
    services: ecsServices(ecs),
    taskDefinitions: ecsTaskDefinitions(ecs, (ms) => pacing.clock.sleep(ms, pacing.signal)),
    nodes: ecsNodes(ecs, paced(new AutoScalingClient(options), freePacer, pacing)),
    fileSystems: efsFileSystems(paced(new EFSClient(options), freePacer, pacing)),
    networks: {
      async candidates() {
        const [client, { ec2Networks }] = await Promise.all([ec2(), import('./ec2-networks.ts')]);
        return ec2Networks(client).candidates();
      },
    },
    dns: route53Dns(ecs, ec2, route53),
    logs: cloudWatchLogs((logRegion) =>
      paced(new CloudWatchLogsClient({ ...options, region: logRegion ?? region }), freePacer, pacing),
    ),
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
