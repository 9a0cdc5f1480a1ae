import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { UsageError } from '../errors.ts';
import { cloudFormationStacks } from './cloudformation.ts';
import { cloudWatchLogs } from './cloudwatch-logs.ts';
import { ec2Networks } from './ec2-networks.ts';
import { ecsNodes } from './ecs-nodes.ts';
import { ecsServices } from './ecs-services.ts';
import { ecsTaskDefinitions } from './ecs-task-definitions.ts';
import { efsFileSystems } from './efs-file-systems.ts';
import type { Aws } from './ports.ts';

export interface AwsAccount {
  /** Undefined: the credentials of the environment. */
  readonly profile: string | undefined;
  /** Undefined: the region of the profile. */
  readonly region: string | undefined;
  /** Where the settings came from, for messages. */
  readonly profileOrigin: string;
  /** Asks the user for the code of an MFA device. */
  readonly askMfaCode: (serial: string) => Promise<string>;
}

/** The SDK remarks on credentials in both environment and profile; which of them wins is for the settings to say. */
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The SDK's own retries, with back-off and jitter, also of throttled calls. */
const maxAttempts = 8;

/**
 * Makes the clients for one account and region; nothing is sent yet.
 *
 * @throws UsageError if the profile does not exist or no region is known
 */
export async function connect(account: AwsAccount): Promise<Aws> {
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
  const options = { region, credentials, maxAttempts, ...(profile !== undefined && { profile }) };
  const ecs = new ECSClient(options);
  return {
    region,
    stacks: cloudFormationStacks(new CloudFormationClient(options)),
    services: ecsServices(ecs),
    taskDefinitions: ecsTaskDefinitions(ecs),
    nodes: ecsNodes(ecs, new AutoScalingClient(options)),
    fileSystems: efsFileSystems(new EFSClient(options)),
    networks: ec2Networks(new EC2Client(options)),
    logs: cloudWatchLogs(
      (logRegion) => new CloudWatchLogsClient({ ...options, region: logRegion ?? region }),
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
