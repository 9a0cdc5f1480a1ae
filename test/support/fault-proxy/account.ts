import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { startMoto } from '../moto.ts';
import { startFaultProxy, type FaultProxy } from './proxy.ts';

/** An AWS account behind a proxy, and clients that try every call once. */
export interface FaultAccount {
  readonly proxy: FaultProxy;
  readonly ecs: ECSClient;
  readonly cloudFormation: CloudFormationClient;
  readonly ec2: EC2Client;
  readonly efs: EFSClient;
  stop(): Promise<void>;
}

export async function startFaultAccount(): Promise<FaultAccount> {
  const moto = await startMoto();
  const proxy = await startFaultProxy(moto.url);
  const options = { endpoint: proxy.url, region: 'us-east-1', maxAttempts: 1 };
  return {
    proxy,
    ecs: new ECSClient(options),
    cloudFormation: new CloudFormationClient(options),
    ec2: new EC2Client(options),
    efs: new EFSClient(options),
    async stop() {
      await proxy.stop();
      await moto.stop();
    },
  };
}
