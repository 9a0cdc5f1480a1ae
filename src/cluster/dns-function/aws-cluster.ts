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
import type { Pauses } from './back-off.ts';
import type { ClusterState, Node, Task } from './desired.ts';
import type { ReadCluster } from './maintain.ts';

/** How many things the Describe calls of ECS take, and how many ListTasks gives at once. */
const pageSize = 100;

/*
 * DescribeTaskDefinition takes one definition. ECS allows 50 of these calls at a time and then 20 a second:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const definitionsInBurst = 50;
const definitionsAtOnce = 10;
const definitionsPace = 500;

/** Options for clients with the credentials of the environment, patient with busy services. */
const patient = { maxAttempts: 8 };

/**
 * Reads a cluster through ECS and EC2. Labels are asked for once per task definition, which cannot change, as long
 * as the returned function lives.
 *
 * Tasks are read before the nodes they run on, so that a new node is not missed.
 */
export function awsCluster(
  cluster: string,
  { sleep }: Pick<Pauses, 'sleep'>,
  ecs = new ECSClient(patient),
  ec2 = new EC2Client(patient),
): ReadCluster {
  const definitions = new Map<string, Readonly<Record<string, string>>[]>();

  async function readTasks(): Promise<Task[]> {
    const tasks: Task[] = [];
    for await (const { taskArns } of paginateListTasks(
      { client: ecs, pageSize },
      { cluster, desiredStatus: 'RUNNING' },
    )) {
      if (!taskArns?.length) continue;
      const page = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
      tasks.push(...(page.tasks ?? []).map(toTask));
    }
    return tasks;
  }

  async function readDefinition(taskDefinition: string): Promise<void> {
    const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    const containers = answer.taskDefinition?.containerDefinitions ?? [];
    const labels = containers.map(({ dockerLabels }) => dockerLabels ?? {});
    definitions.set(taskDefinition, labels);
  }

  async function readNodes(containerInstances: string[], nodes: Map<string, Node>): Promise<void> {
    const instances = await ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances }));
    const found = instances.containerInstances ?? [];
    // A filter, unlike InstanceIds, does not fail for a machine that was terminated long ago.
    const Filters = [
      { Name: 'instance-id', Values: found.map(({ ec2InstanceId = '' }) => ec2InstanceId) },
      { Name: 'instance-state-name', Values: ['pending', 'running'] },
    ];
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
    const machines = Reservations.flatMap(({ Instances = [] }) => Instances);
    for (const instance of found) {
      const machine = machines.find(({ InstanceId }) => InstanceId === instance.ec2InstanceId);
      if (machine) nodes.set(instance.containerInstanceArn ?? '', toNode(instance, machine));
    }
  }

  return async (): Promise<ClusterState> => {
    const tasks = await readTasks();
    const unknown = tasks.map(({ definition }) => definition).filter((arn) => !definitions.has(arn));
    for (const arns of chunks(unknown, definitionsAtOnce)) {
      await Promise.all(arns.map(readDefinition));
      if (definitions.size > definitionsInBurst) await sleep(definitionsPace);
    }
    const nodes = new Map<string, Node>();
    const placed = tasks.flatMap(({ node }) => node ?? []);
    for (const arns of chunks(placed, pageSize)) await readNodes(arns, nodes);
    return { tasks, definitions, nodes };
  };
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

function toNode({ agentConnected, status }: ContainerInstance, machine: Instance): Node {
  const states: Record<string, Node['state']> = { ACTIVE: 'ready', DRAINING: 'draining' };
  const state = (agentConnected && states[status ?? '']) || 'lost';
  return { state, public: machine.PublicIpAddress, private: machine.PrivateIpAddress };
}

/** The different items, in groups of at most `size`. */
function chunks<T>(items: readonly T[], size: number): T[][] {
  const rest = [...new Set(items)];
  return Array.from({ length: Math.ceil(rest.length / size) }, () => rest.splice(0, size));
}
