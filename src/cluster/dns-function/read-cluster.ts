import { DescribeInstancesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import {
  DescribeContainerInstancesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  type ContainerInstance,
  type Task as EcsTask,
} from '@aws-sdk/client-ecs';
import type { ClusterState, Node, Task } from './desired.ts';
import { sleep } from './sleep.ts';

/** How many items one Describe call of ECS takes and one ListTasks call returns. */
const pageSize = 100;

/*
 * DescribeTaskDefinition takes one definition. ECS allows a burst of 50 calls and then 20 a second:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const definitionsInBurst = 50;
const definitionsAtOnce = 10;
const pauseMs = 500;

/** Busy services get more than the SDK's three attempts. */
const patient = { maxAttempts: 8 };

interface Clients {
  readonly ecs: ECSClient;
  readonly ec2: EC2Client;
}

/**
 * Makes a function that reads a cluster. It reads each task definition, which cannot change, once in its lifetime, and
 * tasks before the nodes that run them, so that it misses no new node.
 */
export function clusterReader(
  cluster: string,
  clients: Clients = { ecs: new ECSClient(patient), ec2: new EC2Client(patient) },
): () => Promise<ClusterState> {
  const definitions = new Map<string, Readonly<Record<string, string>>[]>();

  async function readDefinition(taskDefinition: string): Promise<void> {
    const answer = await clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    const containers = answer.taskDefinition?.containerDefinitions ?? [];
    const labels = containers.map(({ dockerLabels = {} }) => dockerLabels);
    definitions.set(taskDefinition, labels);
  }

  return async () => {
    const tasks = await readTasks(cluster, clients.ecs);
    const unknown = tasks.map(({ definition }) => definition).filter((arn) => !definitions.has(arn));
    for (const arns of chunks(unknown, definitionsAtOnce)) {
      await Promise.all(arns.map(readDefinition));
      if (definitions.size > definitionsInBurst) await sleep(pauseMs);
    }
    const nodes: [string, Node][] = [];
    const placed = tasks.flatMap(({ node }) => node ?? []);
    for (const arns of chunks(placed, pageSize)) nodes.push(...(await readNodes(cluster, arns, clients)));
    return { tasks, definitions, nodes: new Map(nodes) };
  };
}

async function readTasks(cluster: string, client: ECSClient): Promise<Task[]> {
  const tasks: Task[] = [];
  const pages = paginateListTasks({ client, pageSize }, { cluster, desiredStatus: 'RUNNING' });
  for await (const { taskArns } of pages) {
    if (!taskArns?.length) continue;
    const page = await client.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    tasks.push(...(page.tasks ?? []).map(toTask));
  }
  return tasks;
}

async function readNodes(
  cluster: string,
  containerInstances: string[],
  { ecs, ec2 }: Clients,
): Promise<[string, Node][]> {
  const answer = await ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances }));
  const instances = answer.containerInstances ?? [];
  // Unlike InstanceIds, a filter does not fail for an instance that was terminated long ago.
  const Filters = [
    { Name: 'instance-id', Values: instances.map(({ ec2InstanceId = '' }) => ec2InstanceId) },
    { Name: 'instance-state-name', Values: ['pending', 'running'] },
  ];
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
  const ec2Instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  return instances.flatMap((instance): [string, Node][] => {
    const ec2Instance = ec2Instances.find(({ InstanceId }) => InstanceId === instance.ec2InstanceId);
    return ec2Instance ? [[instance.containerInstanceArn ?? '', toNode(instance, ec2Instance)]] : [];
  });
}

function toTask({ taskDefinitionArn = '', lastStatus, containerInstanceArn, attachments }: EcsTask): Task {
  return {
    definition: taskDefinitionArn,
    running: lastStatus === 'RUNNING',
    node: containerInstanceArn,
    ownAddress: attachments
      ?.flatMap(({ details = [] }) => details)
      .find(({ name }) => name === 'privateIPv4Address')?.value,
  };
}

function toNode({ agentConnected, status }: ContainerInstance, instance: Instance): Node {
  const states: Record<string, Node['state']> = { ACTIVE: 'ready', DRAINING: 'draining' };
  const state = (agentConnected && states[status ?? '']) || 'lost';
  return { state, public: instance.PublicIpAddress, private: instance.PrivateIpAddress };
}

/** The distinct items, in groups of at most `size`. */
function chunks<T>(items: readonly T[], size: number): T[][] {
  const rest = [...new Set(items)];
  return Array.from({ length: Math.ceil(rest.length / size) }, () => rest.splice(0, size));
}
