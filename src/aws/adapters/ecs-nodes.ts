import type { Nodes } from '../../domain/ports/nodes.ts';
import type { StoppedTask, Group, Instance, ResourceRequirements } from '../../domain/cluster.ts';
import { parseRevision } from '../../domain/task-definition.ts';
import {
  type AutoScalingClient,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DeregisterContainerInstanceCommand,
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListContainerInstancesCommand,
  ListTasksCommand,
  StopTaskCommand,
  type ContainerInstance,
  type ECSClient,
  type Resource,
  type Task as SdkTask,
} from '@aws-sdk/client-ecs';
import type { AwsError } from '../../errors.ts';

import { attempt, attemptToFind } from '../sdk/attempt.ts';
import { allPages, batches } from '../../lib/concurrency.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html: a hundred in one call. */
const describedAtOnce = 100;
/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_SetInstanceProtection.html: fifty in one call. */
const protectedAtOnce = 50;

/** Tasks and container instances, and the Auto Scaling group that the instances belong to. */
export function ecsNodes(ecs: ECSClient, autoScaling: AutoScalingClient): Nodes {
  const findGroup = async (group: string) => {
    const answer = await attempt(`looking at the Auto Scaling group ${group}`, () =>
      autoScaling.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] })),
    );
    return answer.AutoScalingGroups?.[0];
  };
  const findTasks = async (cluster: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<SdkTask[]> => {
    const arns = await attemptToFind(
      `listing the tasks of ${cluster}`,
      () =>
        allPages(
          (nextToken) => ecs.send(new ListTasksCommand({ cluster, nextToken, desiredStatus })),
          (page) => page.taskArns,
          (page) => page.nextToken,
        ),
      isMissingCluster,
    );
    const answers = await Promise.all(
      batches(arns ?? [], describedAtOnce).map((tasks) =>
        attempt(`looking at the tasks of ${cluster}`, () =>
          ecs.send(new DescribeTasksCommand({ cluster, tasks })),
        ),
      ),
    );
    return answers.flatMap(({ tasks }) => tasks ?? []);
  };
  const listInstances = async (cluster: string): Promise<string[]> => {
    const arns = await attemptToFind(
      `listing the instances of ${cluster}`,
      () =>
        allPages(
          (nextToken) => ecs.send(new ListContainerInstancesCommand({ cluster, nextToken })),
          (page) => page.containerInstanceArns,
          (page) => page.nextToken,
        ),
      isMissingCluster,
    );
    return arns ?? [];
  };
  const findGroups = async (cluster: string): Promise<Group[]> => {
    const { clusters } = await attempt(`looking at the cluster ${cluster}`, () =>
      ecs.send(new DescribeClustersCommand({ clusters: [cluster] })),
    );
    const capacityProviders = clusters?.[0]?.capacityProviders ?? [];
    if (capacityProviders.length === 0) return [];
    const answer = await attempt(`looking at the capacity providers of ${cluster}`, () =>
      ecs.send(new DescribeCapacityProvidersCommand({ capacityProviders })),
    );
    const names = (answer.capacityProviders ?? []).flatMap(
      ({ autoScalingGroupProvider }) =>
        autoScalingGroupProvider?.autoScalingGroupArn?.split('/').at(-1) ?? [],
    );
    const groups = await Promise.all(names.map(findGroup));
    return groups.flatMap((group) =>
      group
        ? {
            name: group.AutoScalingGroupName ?? '',
            instances: (group.Instances ?? []).length,
            desired: group.DesiredCapacity ?? 0,
            maximum: group.MaxSize ?? 0,
          }
        : [],
    );
  };
  return {
    async clusters() {
      const arns = await attempt('listing the clusters', () =>
        allPages(
          (nextToken) => ecs.send(new ListClustersCommand({ nextToken })),
          (page) => page.clusterArns,
          (page) => page.nextToken,
        ),
      );
      return arns.map((arn) => arn.split('/').at(-1) as string);
    },

    async runningTasks(cluster) {
      const tasks = await findTasks(cluster, 'RUNNING');
      return tasks.map(({ taskArn = '', group, taskDefinitionArn = '' }) => ({
        arn: taskArn,
        taskDefinition: parseRevision(taskDefinitionArn),
        service: /^service:(.*)$/.exec(group ?? '')?.[1],
      }));
    },

    async stoppedTasks(cluster) {
      const tasks = await findTasks(cluster, 'STOPPED');
      return tasks.map(toStoppedTask).toSorted((a, b) => b.stoppedAt - a.stoppedAt);
    },

    async capacity(cluster) {
      const arns = await listInstances(cluster);
      const answers = await Promise.all(
        batches(arns, describedAtOnce).map((containerInstances) =>
          attempt(`looking at the instances of ${cluster}`, () =>
            ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances })),
          ),
        ),
      );
      const instances = answers
        .flatMap(({ containerInstances }) => containerInstances ?? [])
        .filter(({ status, agentConnected }) => status === 'ACTIVE' && agentConnected)
        .map(toInstance);
      return { instances, groups: await findGroups(cluster) };
    },

    async stopTask(cluster, task, reason) {
      await attemptToFind(
        `stopping the task ${task}`,
        () => ecs.send(new StopTaskCommand({ cluster, task, reason })),
        ({ code, message }) => code === 'InvalidParameterException' && message.includes('not found'),
      );
    },

    containerInstances: listInstances,

    async deregister(cluster, containerInstance) {
      await attempt(`deregistering ${containerInstance}`, () =>
        ecs.send(new DeregisterContainerInstanceCommand({ cluster, containerInstance, force: true })),
      );
    },

    async groupSize(group) {
      const found = await findGroup(group);
      return found && (found.Instances ?? []).length;
    },

    async scaleToZero(group) {
      const instances = (await findGroup(group))?.Instances ?? [];
      const guarded = instances.filter((instance) => instance.ProtectedFromScaleIn);
      const ids = guarded.flatMap(({ InstanceId }) => InstanceId ?? []);
      for (const InstanceIds of batches(ids, protectedAtOnce)) {
        await attempt(`lifting the protection of instances of ${group}`, () =>
          autoScaling.send(
            new SetInstanceProtectionCommand({
              AutoScalingGroupName: group,
              InstanceIds,
              ProtectedFromScaleIn: false,
            }),
          ),
        );
      }
      await attempt(`scaling ${group} to zero`, () =>
        autoScaling.send(
          new UpdateAutoScalingGroupCommand({
            AutoScalingGroupName: group,
            MinSize: 0,
            MaxSize: 0,
            DesiredCapacity: 0,
          }),
        ),
      );
    },

    async deleteGroup(group) {
      await attempt(`deleting the Auto Scaling group ${group}`, () =>
        autoScaling.send(
          new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: group, ForceDelete: true }),
        ),
      );
    },
  };
}

function isMissingCluster({ code }: AwsError): boolean {
  return code === 'ClusterNotFoundException';
}

function toStoppedTask(task: SdkTask): StoppedTask {
  return {
    id: task.taskArn?.split('/').at(-1) ?? '',
    startedBy: task.startedBy,
    taskDefinition: task.taskDefinitionArn ?? '',
    stoppedAt: (task.stoppedAt ?? task.stoppingAt)?.getTime() ?? 0,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: (task.containers ?? []).map(({ name = '', exitCode, reason }) => ({
      name,
      exitCode,
      reason,
    })),
  };
}

function toInstance({ ec2InstanceId, containerInstanceArn, ...instance }: ContainerInstance): Instance {
  return {
    id: ec2InstanceId ?? containerInstanceArn ?? '',
    registered: toRequirements(instance.registeredResources),
    remaining: toRequirements(instance.remainingResources),
  };
}

/** The ports among the resources are those that are taken, in the registered ones as in the remaining ones. */
function toRequirements(resources: readonly Resource[] = []): ResourceRequirements {
  const find = (wanted: string) => resources.find(({ name }) => name === wanted);
  const ports = (name: string, protocol: string) =>
    (find(name)?.stringSetValue ?? []).map((port) => `${port}/${protocol}`);
  return {
    cpu: find('CPU')?.integerValue ?? 0,
    memory: find('MEMORY')?.integerValue ?? 0,
    ports: [...ports('PORTS', 'tcp'), ...ports('PORTS_UDP', 'udp')],
  };
}
