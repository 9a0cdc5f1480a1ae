import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeServicesCommand,
  ECSClient,
  ListTaskDefinitionsCommand,
  type Service,
} from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import { startFaultProxy, type FaultProxy } from './fault-proxy/proxy.ts';
import { startMoto, type Order } from './moto/moto.ts';

/** An AWS account of its own for one suite, which notes what the program asks of it. */
export interface TestAws {
  readonly requests: FaultProxy;
  /** Tells the account how it behaves; see `moto/ecs.ts`. */
  obey(order: Order): Promise<void>;
  readonly ecs: ECSClient;
  readonly ec2: EC2Client;
  readonly efs: EFSClient;
  readonly cloudFormation: CloudFormationClient;
  /** Names of the stacks that exist. */
  stacks(): Promise<string[]>;
  /** `family:revision` of every active revision. */
  activeRevisions(): Promise<string[]>;
  /** Those of them that no stack has made. */
  loadedRevisions(): Promise<string[]>;
  service(cluster: string, name: string): Promise<Service | undefined>;
  fileSystems(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts the account and makes it the one that the SDK in this process finds. */
export async function startTestAws(): Promise<TestAws> {
  const moto = await startMoto();
  const requests = await startFaultProxy(moto.url);
  process.env['AWS_ENDPOINT_URL'] = requests.url;
  // What the test itself asks does not go through the proxy.
  const options = { endpoint: moto.url, region: 'us-east-1' };
  const ecs = new ECSClient(options);
  const ec2 = new EC2Client(options);
  const efs = new EFSClient(options);
  const cloudFormation = new CloudFormationClient(options);
  ecs.middlewareStack.add(repeatLookUp, { step: 'initialize' });
  ec2.middlewareStack.add(repeatLookUp, { step: 'initialize' });
  efs.middlewareStack.add(repeatLookUp, { step: 'initialize' });
  cloudFormation.middlewareStack.add(repeatLookUp, { step: 'initialize' });
  const activeRevisions = async () => {
    const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
    return taskDefinitionArns.map((arn) => arn.split('/').at(-1) as string).toSorted();
  };
  return {
    requests,
    obey: moto.obey,
    ecs,
    ec2,
    efs,
    cloudFormation,
    async stacks() {
      const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
      return Stacks.map(({ StackName = '' }) => StackName);
    },
    activeRevisions,
    async loadedRevisions() {
      return (await activeRevisions()).filter((name) => !/-cluster-(caddy|proxy-agent):/.test(name));
    },
    async service(cluster, name) {
      const { services = [] } = await ecs.send(
        new DescribeServicesCommand({ cluster, services: [name], include: ['TAGS'] }),
      );
      return services.find(({ status }) => status === 'ACTIVE');
    },
    async fileSystems() {
      const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
      return FileSystems.map(({ FileSystemId = '' }) => FileSystemId);
    },
    async stop() {
      await requests.stop();
      await moto.stop();
    },
  };
}

/**
 * Asks again what moto could not answer: while another call changes what it reads, it may break down on a look-up and
 * answer with a page of HTML, which the SDK cannot parse and therefore does not repeat.
 */
const repeatLookUp =
  <Input, Output>(next: (input: Input) => Promise<Output>, { commandName = '' }: { commandName?: string }) =>
  async (input: Input): Promise<Output> => {
    for (let left = /^(Describe|List)/.test(commandName) ? 5 : 0; ; left -= 1) {
      try {
        return await next(input);
      } catch (error) {
        const isAnswer = error instanceof Error && '$fault' in error && error.$fault === 'client';
        if (isAnswer || left === 0) throw error;
        await sleep(100);
      }
    }
  };

/** A container as small as ECS takes it. */
export function container(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return { name: 'main', image: 'nginx:1.28', memoryReservation: 64, essential: true, ...overrides };
}

/** A `.taskdef` with these containers. */
export function taskdef(...containers: Record<string, unknown>[]): Record<string, unknown> {
  return { containerDefinitions: containers.length > 0 ? containers : [container()] };
}

/** The label that asks for a service. */
export const autocreate = { dockerLabels: { 'AUTOCREATE.SERVICE': '' } };
