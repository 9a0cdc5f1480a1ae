import {
  type AutoScalingClient,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DeregisterContainerInstanceCommand,
  DescribeTasksCommand,
  ListContainerInstancesCommand,
  ListTasksCommand,
  StopTaskCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import type { AwsError } from '../errors.ts';
import { attempt, attemptToFind } from './attempt.ts';
import { allPages, batches } from './batches.ts';
import type { Nodes } from './ports.ts';

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
  return {
    async runningTasks(cluster) {
      const arns = await attemptToFind(
        `listing the tasks of ${cluster}`,
        () =>
          allPages(
            (nextToken) => ecs.send(new ListTasksCommand({ cluster, nextToken, desiredStatus: 'RUNNING' })),
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
      return answers
        .flatMap(({ tasks }) => tasks ?? [])
        .map(({ taskArn = '', group }) => ({
          arn: taskArn,
          service: /^service:(.*)$/.exec(group ?? '')?.[1],
        }));
    },

    async stopTask(cluster, task, reason) {
      await attemptToFind(
        `stopping the task ${task}`,
        () => ecs.send(new StopTaskCommand({ cluster, task, reason })),
        ({ code, message }) => code === 'InvalidParameterException' && message.includes('not found'),
      );
    },

    async containerInstances(cluster) {
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
    },

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
