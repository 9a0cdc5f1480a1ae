import type { CurrentStack } from '../domain/stack.ts';
import type { Plan, Step } from '../domain/plan.ts';
import { type RevisionId, type RevisionReference, formatRevision } from '../domain/task-definition.ts';
import type { ServiceDigests } from '../domain/service.ts';
import { type Tags, keptTag, prefixTag, serviceTags } from '../domain/tags.ts';
import { formatParameters } from '../plan/stack/choose-network.ts';

import { toldBy, type Told } from './diagnosis/deployment-status.ts';
import type { Event } from '../domain/events.ts';
import { deleteFileSystem, removeInstances } from './removal.ts';
import { waitForTasks, waitUntilDeleted, waitUntilDrained } from './services.ts';
import { continueRollback, createStack, deleteStack, updateStack, waitForOthers } from './stack.ts';
import type { World } from './context.ts';

/** What earlier steps of the same plan made known. */
export interface Progress {
  stack: CurrentStack | undefined;
  readonly registered: Map<string, RevisionId>;
  readonly told: Map<string, Told>;
}

/** Carries out one step. Resolves to what came of it, if there is more to say than that it is done. */
export async function* applyStep(
  world: World,
  plan: Plan,
  step: Step,
  progress: Progress,
): AsyncGenerator<Event, string | undefined> {
  const { aws } = world;
  const { cluster, prefix } = plan;
  switch (step.kind) {
    case 'write-parameters':
      await world.writeNewFile(step.file, formatParameters(step.parameters));
      return undefined;
    case 'wait-for-stack':
      progress.stack = yield* waitForOthers(world, step.stack);
      return progress.stack?.status ?? 'gone';
    case 'create-stack':
      progress.stack = yield* createStack(world, step.stack, prefix);
      return progress.stack.status;
    case 'update-stack':
      if (!step.changeSet) throw new Error('no change set was made for the update of the stack');
      progress.stack = yield* updateStack(world, step.changeSet);
      return progress.stack.status;
    case 'continue-rollback':
      progress.stack = yield* continueRollback(world, step.stack);
      return progress.stack.status;
    case 'register-task-definition': {
      const revision = await aws.taskDefinitions.register(step.content, { [prefixTag]: prefix });
      progress.registered.set(step.family, revision);
      return formatRevision(revision);
    }
    case 'create-service': {
      if (step.afterDraining) yield* waitUntilDeleted(world, cluster, [step.service]);
      const revision = resolve(step.taskDefinition, progress);
      const service = await aws.services.create(
        cluster,
        step.service,
        revision,
        step.content,
        tagsFor(prefix, step.digests, revision),
      );
      progress.told.set(step.service, toldBy(service, revision));
      return formatRevision(revision);
    }
    case 'update-service': {
      const revision = resolve(step.taskDefinition, progress);
      const service = await aws.services.update(cluster, step.service, revision, step.content);
      // Tags come last: without them, the next run compares the service itself and finds it as it should be.
      await aws.services.tag(service, { ...step.tags, ...tagsFor(prefix, step.digests, revision) });
      progress.told.set(step.service, toldBy(service, revision));
      return formatRevision(revision);
    }
    case 'delete-service':
      await aws.services.delete(cluster, step.service);
      return undefined;
    case 'drain-service':
      await aws.services.drain(cluster, step.service);
      return undefined;
    case 'wait-until-drained':
      yield* waitUntilDrained(world, cluster, step.services);
      return undefined;
    case 'stop-task':
      await aws.nodes.stopTask(cluster, step.task, 'ecs-efs destroy');
      return undefined;
    case 'wait-for-tasks':
      yield* waitForTasks(world, cluster, step.services);
      return undefined;
    case 'remove-instances':
      yield* removeInstances(world, cluster, step.group);
      return undefined;
    case 'keep-file-system':
      await aws.fileSystems.tag(step.fileSystem, { [keptTag]: prefix });
      return undefined;
    case 'delete-stack':
      yield* deleteStack(world, step.stack);
      return undefined;
    case 'delete-file-system':
      yield* deleteFileSystem(world, step.fileSystem);
      return undefined;
    case 'delete-task-definition':
      await aws.taskDefinitions.delete(step.revisions.map((revision) => ({ family: step.family, revision })));
      return undefined;
    case 'deregister-task-definition':
      for (const revision of step.revisions) {
        await aws.taskDefinitions.deregister({ family: step.family, revision });
      }
      return undefined;
  }
}

function resolve(reference: RevisionReference, progress: Progress): RevisionId {
  if ('revision' in reference) return reference;
  const revision = progress.registered.get(reference.registered);
  if (!revision) throw new Error(`no earlier step registers ${reference.registered}`);
  return revision;
}

function tagsFor(prefix: string, digests: ServiceDigests, revision: RevisionId): Tags {
  const recorded = digests.taskDefinition && { ...revision, digest: digests.taskDefinition };
  return serviceTags(prefix, digests.service, recorded || undefined);
}
