import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type RRType,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { createCluster, type Cluster } from './route53-cluster.ts';
import { startLambda, type Lambda } from './route53-lambda.ts';
import { startRoute53Moto, type RecordedMoto } from './route53-moto.ts';
import { templateCode } from './template.ts';

/** An AWS account. */
export interface Account {
  readonly aws: RecordedMoto;
  createZone(name: string, options?: { private?: boolean }): Promise<string>;
  /** The zone's records but for NS and SOA: `'A web.example.com': ['192.0.2.1']`. */
  records(zone: string): Promise<Record<string, string[]>>;
  put(zone: string, action: 'CREATE' | 'UPSERT' | 'DELETE', record: ResourceRecordSet): Promise<void>;
  createCluster(): Promise<Cluster>;
  /** Starts the function of the cluster's stack. */
  startLambda(cluster: Cluster, env?: Record<string, string>): Promise<Lambda>;
  stop(): Promise<void>;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Starts an account of its own. */
export async function startAccount(): Promise<Account> {
  const aws = await startRoute53Moto();
  const code = templateCode('DnsFunction');
  const settings = { endpoint: aws.url, region: 'us-east-1', credentials };
  const ecs = new ECSClient(settings);
  const ec2 = new EC2Client(settings);
  const route53 = new Route53Client(settings);
  const lambdas: Lambda[] = [];
  let clusters = 0;

  return {
    aws,
    async createZone(name, { private: PrivateZone = false } = {}) {
      const command = new CreateHostedZoneCommand({
        Name: name,
        CallerReference: `${name} ${Math.random()}`,
        HostedZoneConfig: { PrivateZone },
        ...(PrivateZone && { VPC: { VPCId: 'vpc-1', VPCRegion: 'us-east-1' } }),
      });
      const { HostedZone } = await route53.send(command);
      return HostedZone?.Id?.replace('/hostedzone/', '') as string;
    },
    async records(zone) {
      const found: [string, string[]][] = [];
      let start: { StartRecordName?: string; StartRecordType?: RRType } = {};
      for (;;) {
        const page = await route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone, ...start }));
        for (const { Name = '', Type = '', ResourceRecords = [] } of page.ResourceRecordSets ?? []) {
          if (/^(NS|SOA)$/.test(Type)) continue;
          found.push([`${Type} ${Name.replace(/\.$/, '')}`, ResourceRecords.map(({ Value = '' }) => Value)]);
        }
        if (!page.IsTruncated) return Object.fromEntries(found);
        start = { StartRecordName: page.NextRecordName!, StartRecordType: page.NextRecordType! };
      }
    },
    async put(zone, Action, ResourceRecordSet) {
      const ChangeBatch = { Changes: [{ Action, ResourceRecordSet }] };
      await route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zone, ChangeBatch }));
    },
    createCluster: () => createCluster({ ecs, ec2 }, aws.agent, `acme-${++clusters}`),
    async startLambda({ name, owner }, env = {}) {
      const lambda = await startLambda(code, {
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: aws.url,
        CLUSTER: name,
        OWNER: owner,
        HOSTED_ZONE_ID: '',
        PROXY_DOMAIN: '',
        ADDRESSES: 'public',
        ...env,
      });
      lambdas.push(lambda);
      return lambda;
    },
    async stop() {
      await Promise.all(lambdas.map((lambda) => lambda.stop()));
      await aws.stop();
    },
  };
}
