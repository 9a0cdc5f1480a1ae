import type { Services } from '../../domain/ports/services.ts';
import type { CurrentDeployment, CurrentService } from '../../domain/service.ts';
import { formatRevision, parseRevision } from '../../domain/task-definition.ts';
import { randomUUID } from 'node:crypto';
import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  ListServicesCommand,
  TagResourceCommand,
  UpdateServiceCommand,
  type CreateServiceCommandInput,
  type Deployment,
  type ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import type { ServiceContent } from '../../domain/content.ts';

import { attempt, attemptToFind } from '../sdk/attempt.ts';
import { allPages, batches } from '../../lib/concurrency.ts';

import { fromTagList, toTagList } from '../../domain/tags.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html: ten in one call. */
const describedAtOnce = 10;

/** The services of a region's clusters, through ECS. */
export function ecsServices(client: ECSClient): Services {
  return {
    async describe(cluster, names) {
      const answers = await Promise.all(
        batches(names, describedAtOnce).map((services) =>
          attempt(`looking at the services of ${cluster}`, () =>
            client.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })),
          ),
        ),
      );
      return answers.flatMap(({ services }) => services ?? []).map(toCurrentService);
    },

    async list(cluster) {
      const arns = await attemptToFind(
        `listing the services of ${cluster}`,
        () =>
          allPages(
            (nextToken) => client.send(new ListServicesCommand({ cluster, nextToken, maxResults: 100 })),
            (page) => page.serviceArns,
            (page) => page.nextToken,
          ),
        ({ code }) => code === 'ClusterNotFoundException',
      );
      return (arns ?? []).map((arn) => arn.split('/').at(-1) as string);
    },

    async cluster(name) {
      const answer = await attempt(`looking at the cluster ${name}`, () =>
        client.send(new DescribeClustersCommand({ clusters: [name] })),
      );
      const found = answer.clusters?.find(({ status }) => status === 'ACTIVE');
      return (
        found && {
          activeServices: found.activeServicesCount ?? 0,
          hasInstances:
            (found.registeredContainerInstancesCount ?? 0) + (found.capacityProviders ?? []).length > 0,
        }
      );
    },

    async create(cluster, { name, revision, content, desiredCount, tags }) {
      const input: CreateServiceCommandInput = {
        // Where the answer is lost, AWS recognises the same request by it.
        clientToken: randomUUID(),
        ...content,
        cluster,
        serviceName: name,
        taskDefinition: formatRevision(revision),
        ...(desiredCount !== undefined && { desiredCount }),
        tags: [...(content.tags ?? []), ...toTagList(tags)],
      };
      const answer = await attempt(`creating the service ${name}`, () =>
        client.send(new CreateServiceCommand(input)),
      );
      return toCurrentService(answer.service ?? {});
    },

    async update(cluster, { name, revision, update }) {
      const input = { ...update, cluster, service: name, taskDefinition: formatRevision(revision) };
      const answer = await attempt(`updating the service ${name}`, () =>
        client.send(new UpdateServiceCommand(input)),
      );
      return toCurrentService(answer.service ?? {});
    },

    async tag(service, tags) {
      await attempt(`tagging the service ${service.name}`, () =>
        client.send(new TagResourceCommand({ resourceArn: service.arn, tags: toTagList(tags) })),
      );
    },

    async drain(cluster, name) {
      await attempt(`draining the service ${name}`, () =>
        client.send(new UpdateServiceCommand({ cluster, service: name, desiredCount: 0 })),
      );
    },

    async delete(cluster, name) {
      await attemptToFind(
        `deleting the service ${name}`,
        // `force` deletes a service whose desired count is not zero.
        () => client.send(new DeleteServiceCommand({ cluster, service: name, force: true })),
        ({ code }) => ['ServiceNotFoundException', 'ServiceNotActiveException'].includes(code),
      );
    },
  };
}

function toCurrentService(service: Service): CurrentService {
  return {
    arn: service.serviceArn ?? '',
    name: service.serviceName ?? '',
    status: service.status ?? '',
    taskDefinition: parseRevision(service.taskDefinition ?? ''),
    desiredCount: service.desiredCount ?? 0,
    runningCount: service.runningCount ?? 0,
    pendingCount: service.pendingCount ?? 0,
    deployments: (service.deployments ?? []).map(toCurrentDeployment),
    events: (service.events ?? []).map(({ createdAt, message = '' }) => ({
      at: createdAt?.getTime() ?? 0,
      message,
    })),
    tags: fromTagList(service.tags),
    content: contentOf(service),
  };
}

function toCurrentDeployment(deployment: Deployment): CurrentDeployment {
  return {
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
    createdAt: deployment.createdAt?.getTime(),
    failedTasks: deployment.failedTasks ?? 0,
  };
}

/** The attributes of a service that a file can set; two of them are shown with its deployments. */
function contentOf(service: Service): ServiceContent {
  const primary = service.deployments?.find(({ status }) => status === 'PRIMARY');
  const { serviceConnectConfiguration, volumeConfigurations } = primary ?? {};
  // `DescribeServices` shows the members that `CreateService` accepts, with the same types.
  return { serviceConnectConfiguration, volumeConfigurations, ...service };
}
