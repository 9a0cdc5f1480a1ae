import {
  DescribeSubnetsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
  type Instance,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  DeregisterContainerInstanceCommand,
  RegisterContainerInstanceCommand,
  RegisterTaskDefinitionCommand,
  StartTaskCommand,
  StopTaskCommand,
  UpdateContainerInstancesStateCommand,
  RunTaskCommand,
  type ECSClient,
  type NetworkMode,
} from '@aws-sdk/client-ecs';
import type { RecordedMoto } from './route53-moto.ts';

export interface ClusterNode {
  readonly id: string;
  readonly arn: string;
  readonly publicAddress: string;
  readonly privateAddress: string;
}

type Labels = Record<string, string>;

/** A stack's cluster, with the actions of its scheduler, its nodes and their agents. */
export interface Cluster {
  readonly name: string;
  /** The id of the stack. */
  readonly owner: string;
  addNodes(count: number): Promise<ClusterNode[]>;
  addNode(): Promise<ClusterNode>;
  /** Starts a task whose containers have these labels. Gives the ARN of the task. */
  runTask(node: ClusterNode, ...containers: Labels[]): Promise<string>;
  /** Starts a task in network mode `awsvpc` on any node. Gives the address of its own network interface. */
  runTaskWithOwnInterface(labels: Labels): Promise<string>;
  stopTask(arn: string): Promise<void>;
  drain(node: ClusterNode): Promise<void>;
  /** The machine is gone, and its agent with it; ECS has not noticed more than that. */
  terminate(node: ClusterNode): Promise<void>;
  /** ECS has noticed. */
  deregister(node: ClusterNode): Promise<void>;
}

/**
 * Creates an empty cluster.
 *
 * @param stack a name that no other cluster of the account ends with.
 */
export async function createCluster(
  { ecs, ec2 }: { ecs: ECSClient; ec2: EC2Client },
  agent: RecordedMoto['agent'],
  stack: string,
): Promise<Cluster> {
  const cluster = `${stack}-cluster`;
  const owner = `arn:aws:cloudformation:us-east-1:123456789012:stack/${stack}/1`;
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

  async function define(containers: readonly Labels[], networkMode: NetworkMode = 'bridge'): Promise<string> {
    const key = JSON.stringify([networkMode, containers]);
    const known = definitions.get(key);
    if (known) return known;
    const command = new RegisterTaskDefinitionCommand({
      family: `${stack}-${definitions.size}`,
      networkMode,
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

  async function addNodes(count: number): Promise<ClusterNode[]> {
    const command = new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: count, MaxCount: count });
    const { Instances = [] } = await ec2.send(command);
    const nodes: ClusterNode[] = [];
    for (const machine of Instances) nodes.push(await register(machine));
    return nodes;
  }

  return {
    name: cluster,
    owner,
    addNodes,
    addNode: async () => (await addNodes(1))[0] as ClusterNode,
    async runTask(node, ...containers) {
      const taskDefinition = await define(containers);
      const command = new StartTaskCommand({ cluster, taskDefinition, containerInstances: [node.arn] });
      const { tasks = [] } = await ecs.send(command);
      return tasks[0]?.taskArn as string;
    },
    async runTaskWithOwnInterface(labels) {
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
      const subnets = [Subnets[0]?.SubnetId as string];
      const command = new RunTaskCommand({
        cluster,
        taskDefinition: await define([labels], 'awsvpc'),
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [] } },
      });
      const { tasks = [] } = await ecs.send(command);
      const details = tasks[0]?.attachments?.[0]?.details ?? [];
      return details.find(({ name }) => name === 'privateIPv4Address')?.value as string;
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
      await agent({ instance: id, connected: false });
      await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    },
    async deregister({ arn }) {
      await ecs.send(
        new DeregisterContainerInstanceCommand({ cluster, containerInstance: arn, force: true }),
      );
    },
  };
}
