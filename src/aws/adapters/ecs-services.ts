import { randomUUID } from 'node:crypto';
import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  paginateListServices,
  TagResourceCommand,
  UpdateServiceCommand,
  type CreateServiceCommandInput,
  type Deployment,
  type ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Services } from '../../domain/ports/aws.ts';
import { formatRevision, parseRevision } from '../../domain/revision.ts';
import type { CurrentDeployment, CurrentService } from '../../domain/service.ts';
import { fromTagList, toTagList } from '../../domain/tags.ts';
import { chunks, collect } from '../../lib/concurrency.ts';
import { lastSegment } from '../../lib/text.ts';
import { call, find } from '../sdk/call.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html: ten in one call. */
const describedAtOnce = 10;

/** The services of a region's clusters, through ECS. */
export function ecsServices(client: ECSClient): Services {
  return {
    async describe(cluster, names) {
      const answers = await Promise.all(
        chunks(names, describedAtOnce).map((services) =>
          call(`describing the services of ${cluster}`, () =>
            client.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })),
          ),
        ),
      );
      return answers.flatMap(({ services }) => services ?? []).map(toCurrentService);
    },

    async list(cluster) {
      const arns = await find(`listing the services of ${cluster}`, () =>
        collect(paginateListServices({ client, pageSize: 100 }, { cluster }), (page) => page.serviceArns),
      );
      return (arns ?? []).map(lastSegment);
    },

    async create(cluster, { name, revision, content, desiredCount, tags }) {
      const input: CreateServiceCommandInput = {
        // By it, AWS recognises the same request if the answer was lost.
        clientToken: randomUUID(),
        ...content,
        cluster,
        serviceName: name,
        taskDefinition: formatRevision(revision),
        ...(desiredCount !== undefined && { desiredCount }),
        tags: [...(content.tags ?? []), ...toTagList(tags)],
      };
      const answer = await call(`creating the service ${name}`, () =>
        client.send(new CreateServiceCommand(input)),
      );
      return toCurrentService(answer.service ?? {});
    },

    async update(cluster, { name, revision, update }) {
      const input = { ...update, cluster, service: name, taskDefinition: formatRevision(revision) };
      const answer = await call(`updating the service ${name}`, () =>
        client.send(new UpdateServiceCommand(input)),
      );
      return toCurrentService(answer.service ?? {});
    },

    async tag(service, tags) {
      await call(`tagging the service ${service.name}`, () =>
        client.send(new TagResourceCommand({ resourceArn: service.arn, tags: toTagList(tags) })),
      );
    },

    async drain(cluster, name) {
      await call(`draining the service ${name}`, () =>
        client.send(new UpdateServiceCommand({ cluster, service: name, desiredCount: 0 })),
      );
    },

    async delete(cluster, name) {
      // `force` deletes a service whose desired count is not zero.
      await find(`deleting the service ${name}`, () =>
        client.send(new DeleteServiceCommand({ cluster, service: name, force: true })),
      );
    },
  };
}

function toCurrentService(service: Service): CurrentService {
  // Two of the attributes that a file can set are shown with the deployments.
  const primary = service.deployments?.find(({ status }) => status === 'PRIMARY');
  const { serviceConnectConfiguration, volumeConfigurations } = primary ?? {};
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
    // `DescribeServices` shows the members that `CreateService` accepts, with the same types.
    content: { serviceConnectConfiguration, volumeConfigurations, ...service },
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
  };
}
