import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  paginateListTaskDefinitionFamilies,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  type ECSClient,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { TaskDefinitionContent } from '../../domain/content.ts';
import type { TaskDefinitions } from '../../domain/ports/aws.ts';
import { formatRevision, parseRevision, type RevisionId } from '../../domain/revision.ts';
import { fromTagList, toTagList, type Tags } from '../../domain/tags.ts';
import type { CurrentTaskDefinition } from '../../domain/task-definition.ts';
import { AwsError } from '../../errors.ts';
import { chunks, collect } from '../../lib/concurrency.ts';
import { lastSegment } from '../../lib/text.ts';
import { canonicalTaskDefinition } from '../../plan/load/canonical-task-definition.ts';
import { stableJson } from '../../plan/load/digest.ts';
import { mayHaveHappened, pauseBeforeRetry } from '../rate-limit/retry.ts';
import { call, find } from '../sdk/call.ts';

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
      const answer = await find(`describing the task definition ${name}`, () =>
        client.send(new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] })),
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
          const answer = await call(`registering ${name}`, () =>
            client.send(new RegisterTaskDefinitionCommand(input)),
          );
          const { family = '', revision = 0 } = answer.taskDefinition ?? {};
          return { family, revision };
        },
      });
    },

    async deregister(revision) {
      const taskDefinition = formatRevision(revision);
      await call(`deregistering ${taskDefinition}`, () =>
        client.send(new DeregisterTaskDefinitionCommand({ taskDefinition })),
      );
    },

    listFamilies(familyPrefix) {
      const input = { familyPrefix, status: 'ACTIVE' as const };
      return call(`listing the task definitions of ${familyPrefix}`, () =>
        collect(
          paginateListTaskDefinitionFamilies({ client, pageSize: 100 }, input),
          (page) => page.families,
        ),
      );
    },

    async *activeRevisions() {
      const pages = paginateListTaskDefinitions({ client, pageSize: 100 }, { status: 'ACTIVE' });
      for (;;) {
        const { done, value } = await call('listing the task definitions of the region', () => pages.next());
        if (done) return;
        yield (value.taskDefinitionArns ?? []).flatMap((arn) => parseRevision(arn) ?? []);
      }
    },

    async delete(revisions) {
      for (const batch of chunks(revisions.map(formatRevision), deletedAtOnce)) {
        const answer = await call(`deleting ${batch.join(', ')}`, () =>
          client.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: batch })),
        );
        // What it refuses, it reports in its answer.
        const [failed] = answer.failures ?? [];
        if (!failed) continue;
        const { arn, reason, detail } = failed;
        throw new AwsError({
          kind: 'invalid',
          operation: `deleting ${arn ? lastSegment(arn) : batch.join(', ')}`,
          code: reason ?? 'Failure',
          said: detail ?? reason ?? '',
        });
      }
    },

    async listRevisions(family, status = 'ACTIVE') {
      const input = { familyPrefix: family, status };
      const arns = await call(`listing the revisions of ${family}`, () =>
        collect(
          paginateListTaskDefinitions({ client, pageSize: 100 }, input),
          (page) => page.taskDefinitionArns,
        ),
      );
      return arns.flatMap((arn) => parseRevision(arn) ?? []).filter((found) => found.family === family);
    },
  };
}

interface Registration {
  /** As `RegisterTaskDefinition` takes it, the user's tags with it. */
  readonly content: TaskDefinitionContent;
  /** Those of this program. */
  readonly tags: Tags;
  register(): Promise<RevisionId>;
  /** The newest active revision of the family. */
  newest(): Promise<CurrentTaskDefinition | undefined>;
  sleep(ms: number): Promise<void>;
}

/**
 * Registers a revision, and the same one never twice: each registration makes a new one, so that where the answer
 * was lost, a look at the family tells first whether AWS has registered it.
 *
 * @throws AwsError if it fails for another reason, or too often
 */
export async function registerOnce(registration: Registration): Promise<RevisionId> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await registration.register();
    } catch (error) {
      const isLost = error instanceof AwsError && mayHaveHappened(error.cause);
      const pause = isLost ? pauseBeforeRetry('transient', tried, Math.random()) : undefined;
      if (pause === undefined) throw error;
      await registration.sleep(pause);
      const newest = await registration.newest();
      if (newest?.active && isSame(newest, registration)) return newest;
    }
  }
}

function isSame(found: CurrentTaskDefinition, { content, tags }: Registration): boolean {
  const before = canonicalTaskDefinition({ ...found.content, tags: toTagList(found.tags) });
  const isTagged = Object.entries(tags).every(([key, value]) => found.tags[key] === value);
  return isTagged && stableJson(before) === stableJson(canonicalTaskDefinition(content));
}

/** Without the members that a description shows and a registration does not accept. */
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
