import {
  DescribeClustersCommand,
  DescribeTasksCommand,
  paginateListClusters,
  paginateListTasks,
  StopTaskCommand,
  type ECSClient,
  type Task as SdkTask,
} from '@aws-sdk/client-ecs';
import type { StoppedTask, Task } from '../../domain/cluster.ts';
import type { Clusters, Tasks } from '../../domain/ports/aws.ts';
import { parseRevision } from '../../domain/revision.ts';
import { chunks, collect } from '../../lib/concurrency.ts';
import { lastSegment } from '../../lib/text.ts';
import { call, find } from '../sdk/call.ts';

/** The clusters of a region, through ECS. */
export function ecsClusters(client: ECSClient): Clusters {
  return {
    async list() {
      const arns = await call('listing the clusters', () =>
        collect(paginateListClusters({ client }, {}), (page) => page.clusterArns),
      );
      return arns.map(lastSegment);
    },

    async describe(name) {
      const answer = await call(`describing the cluster ${name}`, () =>
        client.send(new DescribeClustersCommand({ clusters: [name] })),
      );
      const found = answer.clusters?.find(({ status }) => status === 'ACTIVE');
      const { registeredContainerInstancesCount = 0, capacityProviders = [] } = found ?? {};
      return (
        found && {
          activeServices: found.activeServicesCount ?? 0,
          hasInstances: registeredContainerInstancesCount + capacityProviders.length > 0,
        }
      );
    },
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html: a hundred in one call. */
const describedAtOnce = 100;

/** The tasks of a region's clusters, through ECS. */
export function ecsTasks(client: ECSClient): Tasks {
  /** ECS lists stopped tasks for an hour; a wait describes each only until it has stopped. */
  const stopped = new Set<string>();
  const list = async (cluster: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<string[]> => {
    const arns = await find(`listing the tasks of ${cluster}`, () =>
      collect(paginateListTasks({ client }, { cluster, desiredStatus }), (page) => page.taskArns),
    );
    return arns ?? [];
  };
  const describeAll = async (cluster: string, arns: readonly string[]): Promise<SdkTask[]> => {
    const answers = await Promise.all(
      chunks(arns, describedAtOnce).map((tasks) =>
        call(`describing the tasks of ${cluster}`, () =>
          client.send(new DescribeTasksCommand({ cluster, tasks })),
        ),
      ),
    );
    return answers.flatMap(({ tasks }) => tasks ?? []);
  };
  return {
    async running(cluster) {
      const tasks = await describeAll(cluster, await list(cluster, 'RUNNING'));
      return tasks.map(toTask);
    },

    async stopping(cluster) {
      const arns = await list(cluster, 'STOPPED');
      const tasks = await describeAll(
        cluster,
        arns.filter((arn) => !stopped.has(arn)),
      );
      for (const { taskArn = '', lastStatus } of tasks) if (lastStatus === 'STOPPED') stopped.add(taskArn);
      return tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED').map(toTask);
    },

    async stopped(cluster) {
      const tasks = await describeAll(cluster, await list(cluster, 'STOPPED'));
      return tasks.map(toStoppedTask).toSorted((a, b) => b.stoppedAt - a.stoppedAt);
    },

    async stop(cluster, task, reason) {
      await find(`stopping the task ${task}`, () =>
        client.send(new StopTaskCommand({ cluster, task, reason })),
      );
    },
  };
}

function toTask({ taskArn = '', group, taskDefinitionArn = '' }: SdkTask): Task {
  return {
    arn: taskArn,
    taskDefinition: parseRevision(taskDefinitionArn),
    service: /^service:(.*)$/.exec(group ?? '')?.[1],
  };
}

function toStoppedTask(task: SdkTask): StoppedTask {
  return {
    id: lastSegment(task.taskArn ?? ''),
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
