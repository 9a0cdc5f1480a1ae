import {
  AutoScalingClient,
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
  paginateListContainerInstances,
  type ECSClient,
  type Resource,
} from '@aws-sdk/client-ecs';
import type { Group, ResourceRequirements } from '../../domain/cluster.ts';
import type { Instances } from '../../domain/ports/aws.ts';
import { chunks, collect } from '../../lib/concurrency.ts';
import { lastSegment } from '../../lib/text.ts';
import type { ConnectTo } from '../rate-limit/rate-limited.ts';
import { call, find } from '../sdk/call.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeContainerInstances.html */
const describedAtOnce = 100;
/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_SetInstanceProtection.html: fifty in one call. */
const protectedAtOnce = 50;

/** Container instances through ECS, and the Auto Scaling groups that they belong to. */
export function ecsInstances(ecs: ECSClient, connectTo: ConnectTo): Instances {
  const autoScaling = connectTo(AutoScalingClient);
  const list = async (cluster: string): Promise<string[]> => {
    const arns = await find(`listing the instances of ${cluster}`, () =>
      collect(
        paginateListContainerInstances({ client: ecs }, { cluster }),
        (page) => page.containerInstanceArns,
      ),
    );
    return arns ?? [];
  };
  const findGroup = async (group: string) => {
    const answer = await call(`describing the Auto Scaling group ${group}`, () =>
      autoScaling.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] })),
    );
    return answer.AutoScalingGroups?.[0];
  };
  const findGroups = async (cluster: string): Promise<Group[]> => {
    const groups = await Promise.all((await groupNames(ecs, cluster)).map(findGroup));
    return groups.flatMap((group) => (group ? { maximum: group.MaxSize ?? 0 } : []));
  };
  return {
    list,

    async capacity(cluster) {
      const answers = await Promise.all(
        chunks(await list(cluster), describedAtOnce).map((containerInstances) =>
          call(`describing the instances of ${cluster}`, () =>
            ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances })),
          ),
        ),
      );
      const instances = answers
        .flatMap(({ containerInstances }) => containerInstances ?? [])
        .filter(({ status, agentConnected }) => status === 'ACTIVE' && agentConnected)
        .map(({ registeredResources, remainingResources }) => ({
          registered: toRequirements(registeredResources),
          remaining: toRequirements(remainingResources),
        }));
      return { instances, groups: await findGroups(cluster) };
    },

    async deregister(cluster, containerInstance) {
      await call(`deregistering ${containerInstance}`, () =>
        ecs.send(new DeregisterContainerInstanceCommand({ cluster, containerInstance, force: true })),
      );
    },

    async groupSize(group) {
      const found = await findGroup(group);
      return found && (found.Instances ?? []).length;
    },

    async scaleToZero(group) {
      const instances = (await findGroup(group))?.Instances ?? [];
      const ids = instances.flatMap(({ InstanceId, ProtectedFromScaleIn }) =>
        InstanceId && ProtectedFromScaleIn ? InstanceId : [],
      );
      for (const InstanceIds of chunks(ids, protectedAtOnce)) {
        const input = { AutoScalingGroupName: group, InstanceIds, ProtectedFromScaleIn: false };
        await call(`removing the scale-in protection from instances of ${group}`, () =>
          autoScaling.send(new SetInstanceProtectionCommand(input)),
        );
      }
      const input = { AutoScalingGroupName: group, MinSize: 0, MaxSize: 0, DesiredCapacity: 0 };
      await call(`scaling ${group} to zero`, () =>
        autoScaling.send(new UpdateAutoScalingGroupCommand(input)),
      );
    },

    async deleteGroup(group) {
      const input = { AutoScalingGroupName: group, ForceDelete: true };
      await call(`deleting the Auto Scaling group ${group}`, () =>
        autoScaling.send(new DeleteAutoScalingGroupCommand(input)),
      );
    },
  };
}

/** The Auto Scaling groups of a cluster's capacity providers. */
async function groupNames(ecs: ECSClient, cluster: string): Promise<string[]> {
  const { clusters } = await call(`describing the cluster ${cluster}`, () =>
    ecs.send(new DescribeClustersCommand({ clusters: [cluster] })),
  );
  const capacityProviders = clusters?.[0]?.capacityProviders ?? [];
  if (capacityProviders.length === 0) return [];
  const answer = await call(`describing the capacity providers of ${cluster}`, () =>
    ecs.send(new DescribeCapacityProvidersCommand({ capacityProviders })),
  );
  return (answer.capacityProviders ?? []).flatMap(({ autoScalingGroupProvider }) => {
    const arn = autoScalingGroupProvider?.autoScalingGroupArn;
    return arn ? lastSegment(arn) : [];
  });
}

/** The ports among the resources are those that are taken, in the registered ones as in the remaining ones. */
function toRequirements(resources: readonly Resource[] = []): ResourceRequirements {
  const resource = (wanted: string) => resources.find(({ name }) => name === wanted);
  const ports = (name: string, protocol: string) =>
    (resource(name)?.stringSetValue ?? []).map((port) => `${port}/${protocol}`);
  return {
    cpu: resource('CPU')?.integerValue ?? 0,
    memory: resource('MEMORY')?.integerValue ?? 0,
    ports: [...ports('PORTS', 'tcp'), ...ports('PORTS_UDP', 'udp')],
  };
}
