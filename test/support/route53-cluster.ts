import {
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  DeregisterContainerInstanceCommand,
  ECSClient,
  RegisterContainerInstanceCommand,
  RegisterTaskDefinitionCommand,
  StartTaskCommand,
  StopTaskCommand,
  UpdateContainerInstancesStateCommand,
} from '@aws-sdk/client-ecs';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type RRType,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { bundleLambda } from './bundle-lambda.ts';
import { startLambda, type Lambda } from './route53-lambda.ts';
import { startRoute53Moto, type RecordedMoto } from './route53-moto.ts';

export interface ClusterNode {
  readonly id: string;
  readonly arn: string;
  readonly publicAddress: string;
  readonly privateAddress: string;
}

export type Labels = Record<string, string>;

/** An account with one cluster, and hands to play its scheduler, its nodes and their agents. */
export interface Account {
  readonly aws: RecordedMoto;
  /** Zones of an account are never deleted here: each test uses a domain of its own. */
  createZone(name: string, options?: { private?: boolean }): Promise<string>;
  addNodes(count: number): Promise<ClusterNode[]>;
  /** Starts a task whose containers have these labels. Gives the ARN of the task. */
  runTask(node: ClusterNode, ...containers: Labels[]): Promise<string>;
  stopTask(arn: string): Promise<void>;
  drain(node: ClusterNode): Promise<void>;
  /** The machine is gone, and its agent with it; ECS has not noticed more than that. */
  terminate(node: ClusterNode): Promise<void>;
  /** ECS has noticed. */
  deregister(node: ClusterNode): Promise<void>;
  /** The zone's A, AAAA, CNAME and TXT records: `'A web.example.com': ['192.0.2.1']`. */
  records(zone: string): Promise<Record<string, string[]>>;
  put(zone: string, action: 'CREATE' | 'UPSERT' | 'DELETE', record: ResourceRecordSet): Promise<void>;
  /** Starts the function of a stack. */
  lambda(env?: Record<string, string>): Promise<Lambda>;
  stop(): Promise<void>;
}

const cluster = 'acme-cluster';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Starts an account of its own. */
export async function startAccount(): Promise<Account> {
  const [aws, code] = await Promise.all([startRoute53Moto(), bundleLambda('src/dns/handler.ts')]);
  const settings = { endpoint: aws.url, region: 'us-east-1', credentials };
  const ecs = new ECSClient(settings);
  const ec2 = new EC2Client(settings);
  const route53 = new Route53Client(settings);
  const lambdas: Lambda[] = [];
  const definitions = new Map<string, string>();
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));

  async function register(machine: Instance): Promise<ClusterNode> {
    const identity = JSON.stringify({ instanceId: machine.InstanceId });
    const command = new RegisterContainerInstanceCommand({ cluster, instanceIdentityDocument: identity });
    const { containerInstance } = await ecs.send(command);
    return {
      id: machine.InstanceId as string,
      arn: containerInstance?.containerInstanceArn as string,
      publicAddress: machine.PublicIpAddress as string,
      privateAddress: machine.PrivateIpAddress as string,
    };
  }

  async function define(containers: readonly Labels[]): Promise<string> {
    const key = JSON.stringify(containers);
    const known = definitions.get(key);
    if (known) return known;
    const command = new RegisterTaskDefinitionCommand({
      family: `family-${definitions.size}`,
      containerDefinitions: containers.map((dockerLabels, index) => ({
        name: `container-${index}`,
        image: 'busybox',
        memoryReservation: 1,
        dockerLabels,
      })),
    });
    const { taskDefinition } = await ecs.send(command);
    const arn = taskDefinition?.taskDefinitionArn as string;
    definitions.set(key, arn);
    return arn;
  }

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
    async addNodes(count) {
      const command = new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: count, MaxCount: count });
      const { Instances = [] } = await ec2.send(command);
      const nodes: ClusterNode[] = [];
      for (const machine of Instances) nodes.push(await register(machine));
      return nodes;
    },
    async runTask(node, ...containers) {
      const taskDefinition = await define(containers);
      const command = new StartTaskCommand({ cluster, taskDefinition, containerInstances: [node.arn] });
      const { tasks = [] } = await ecs.send(command);
      return tasks[0]?.taskArn as string;
    },
    async stopTask(task) {
      await ecs.send(new StopTaskCommand({ cluster, task }));
    },
    async drain({ arn }) {
      const containerInstances = [arn];
      await ecs.send(
        new UpdateContainerInstancesStateCommand({ cluster, containerInstances, status: 'DRAINING' }),
      );
    },
    async terminate({ id }) {
      await aws.agent({ instance: id, connected: false });
      await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    },
    async deregister({ arn }) {
      await ecs.send(
        new DeregisterContainerInstanceCommand({ cluster, containerInstance: arn, force: true }),
      );
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
    async lambda(env = {}) {
      const lambda = await startLambda(code, {
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: aws.url,
        CLUSTER: cluster,
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

/** The id of the stack that `lambda` belongs to. */
export const owner = 'arn:aws:cloudformation:us-east-1:123456789012:stack/acme/1';

/** What the TXT record of each host of a stack holds. */
export function proofOf(stack: string = owner): string {
  return `"heritage=ecs-efs,ecs-efs/owner=${stack}"`;
}
