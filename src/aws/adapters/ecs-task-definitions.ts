import type { TaskDefinitions } from '../../domain/ports/task-definitions.ts';
import { formatRevision, parseRevision } from '../../domain/task-definition.ts';
import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  type ECSClient,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { AwsError } from '../../errors.ts';
import type { TaskDefinitionContent } from '../../domain/content.ts';

import { attempt, attemptToFind } from '../sdk/attempt.ts';
import { allPages, batches, eachPage } from '../../lib/concurrency.ts';

import { registerOnce } from './register-once.ts';
import { fromTagList, toTagList } from '../../domain/tags.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html: ten in one call. */
const deletedAtOnce = 10;

/**
 * The task definitions of a region, through ECS.
 *
 * @param sleep pauses for so many milliseconds; rejects when the run is interrupted
 */
export function ecsTaskDefinitions(client: ECSClient, sleep: (ms: number) => Promise<void>): TaskDefinitions {
  return {
    async describe(name) {
      const answer = await attemptToFind(
        `looking for the task definition ${name}`,
        () => client.send(new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] })),
        isMissingTaskDefinition,
      );
      const found = answer?.taskDefinition;
      if (!found) return undefined;
      return {
        family: found.family ?? '',
        revision: found.revision ?? 0,
        active: found.status === 'ACTIVE',
        content: withoutReadOnly(found),
        tags: fromTagList(answer.tags),
      };
    },

    async register(content, tags) {
      const { family: name = '', containerDefinitions = [] } = content;
      const input = {
        ...content,
        family: name,
        containerDefinitions,
        tags: [...(content.tags ?? []), ...toTagList(tags)],
      };
      return registerOnce({
        content,
        tags,
        sleep,
        newest: () => this.describe(name),
        async register() {
          const answer = await attempt(`registering ${name}`, () =>
            client.send(new RegisterTaskDefinitionCommand(input)),
          );
          const { family = '', revision = 0 } = answer.taskDefinition ?? {};
          return { family, revision };
        },
      });
    },

    async deregister(revision) {
      const taskDefinition = formatRevision(revision);
      await attempt(`deregistering ${taskDefinition}`, () =>
        client.send(new DeregisterTaskDefinitionCommand({ taskDefinition })),
      );
    },

    listFamilies(familyPrefix) {
      return attempt(`listing the task definitions of ${familyPrefix}`, () =>
        allPages(
          (nextToken) =>
            client.send(
              new ListTaskDefinitionFamiliesCommand({
                familyPrefix,
                status: 'ACTIVE',
                nextToken,
                maxResults: 100,
              }),
            ),
          (page) => page.families,
          (page) => page.nextToken,
        ),
      );
    },

    async *activeRevisions() {
      const pages = eachPage(
        (nextToken) =>
          attempt('listing the task definitions of the region', () =>
            client.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE', nextToken, maxResults: 100 })),
          ),
        (page) => page.taskDefinitionArns,
        (page) => page.nextToken,
      );
      for await (const arns of pages) yield arns.flatMap((arn) => parseRevision(arn) ?? []);
    },

    async delete(revisions) {
      for (const batch of batches(revisions.map(formatRevision), deletedAtOnce)) {
        const answer = await attempt(`deleting ${batch.join(', ')}`, () =>
          client.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: batch })),
        );
        const [failed] = answer.failures ?? [];
        if (failed) {
          const message = `deleting ${failed.arn?.split('/').at(-1) ?? batch.join(', ')}: ${failed.detail ?? failed.reason}`;
          throw new AwsError(message, { code: failed.reason ?? 'Failure' });
        }
      }
    },

    async listRevisions(family, status = 'ACTIVE') {
      const arns = await attempt(`listing the revisions of ${family}`, () =>
        allPages(
          (nextToken) =>
            client.send(
              new ListTaskDefinitionsCommand({
                familyPrefix: family,
                status,
                nextToken,
                maxResults: 100,
              }),
            ),
          (page) => page.taskDefinitionArns,
          (page) => page.nextToken,
        ),
      );
      return arns.flatMap((arn) => parseRevision(arn) ?? []).filter((found) => found.family === family);
    },
  };
}

/** What a description has and a registration has not. */
function withoutReadOnly(content: TaskDefinition): TaskDefinitionContent {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    ...rest
  } = content;
  return rest;
}

/** ECS answers `Unable to describe task definition.` for a family that has no active revision. */
function isMissingTaskDefinition({ code, message }: AwsError): boolean {
  return code === 'ClientException' && /unable to describe task definition/i.test(message);
}
