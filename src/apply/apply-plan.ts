import { AwsError } from '../errors.ts';
import { formatParameters } from '../plan/choose-network.ts';
import { keptTag, prefixTag, serviceTags } from '../plan/ownership-tags.ts';
import { formatRevision } from '../plan/revision.ts';
import type {
  CurrentService,
  CurrentStack,
  Plan,
  RevisionId,
  RevisionReference,
  ServiceDigests,
  Step,
  Tags,
} from '../plan/types.ts';
import type { Event } from './events.ts';
import { deleteFileSystem, removeInstances } from './removal.ts';
import { waitForServices, waitForTasks, waitUntilDeleted } from './services.ts';
import { createStack, deleteStack, updateStack, waitForOthers } from './stack.ts';
import type { World } from './world.ts';

/** What a plan left behind. */
export interface Outcome {
  /** If the plan made, changed or waited for it. */
  readonly stack: CurrentStack | undefined;
  /** As they were when the wait ended; none without a wait. */
  readonly services: readonly CurrentService[];
}

/** What earlier steps of the same plan made known. */
interface Progress {
  stack: CurrentStack | undefined;
  readonly registered: Map<string, RevisionId>;
  readonly expected: Map<string, RevisionId>;
}

/**
 * Carries out the steps of a plan in their order, then waits for its services.
 *
 * @param options.wait false leaves the services to themselves
 * @throws AwsError, DeploymentError, WaitTimeoutError, or the reason of the world's signal; the same plan made
 *   anew after any of them goes on where this one stopped
 */
export async function* applyPlan(
  world: World,
  plan: Plan,
  options: { wait: boolean },
): AsyncGenerator<Event, Outcome> {
  const progress: Progress = { stack: undefined, registered: new Map(), expected: new Map() };
  for (const [index, step] of plan.steps.entries()) {
    world.signal.throwIfAborted();
    yield { type: 'step-started', step };
    let result: string | undefined;
    try {
      result = yield* applyStep(world, plan, step, progress);
    } catch (error) {
      throw withFile(error, step, index, plan.steps.length);
    }
    yield { type: 'step-done', step, ...(result !== undefined && { result }) };
  }
  const services =
    options.wait && plan.awaited.length > 0
      ? yield* waitForServices(world, plan.cluster, plan.awaited, progress.expected)
      : [];
  return { stack: progress.stack, services };
}

/** AWS's refusal with the file that asks for what it refuses, and with what became of the others. */
function withFile(error: unknown, step: Step, done: number, all: number): unknown {
  if (!(error instanceof AwsError) || !('file' in step)) return error;
  const others = `${done} of ${all} steps were done; repeat the command for the others when the file is mended.`;
  return new AwsError(`${step.file}: ${error.message}`, {
    code: error.code,
    hint: error.hint ? `${error.hint}\n${others}` : others,
    cause: error.cause,
  });
}

/** Resolves to what came of the step, if there is more to say than that it is done. */
async function* applyStep(
  world: World,
  plan: Plan,
  step: Step,
  progress: Progress,
): AsyncGenerator<Event, string | undefined> {
  const { aws } = world;
  const { cluster, prefix } = plan;
  switch (step.do) {
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
      progress.stack = yield* updateStack(world, step.stack, prefix);
      return progress.stack.status;
    case 'register-task-definition': {
      const revision = await aws.taskDefinitions.register(step.content, { [prefixTag]: prefix });
      progress.registered.set(step.family, revision);
      return formatRevision(revision);
    }
    case 'create-service': {
      if (step.afterDraining) yield* waitUntilDeleted(world, cluster, [step.service]);
      const revision = resolve(step.taskDefinition, progress);
      await aws.services.create(
        cluster,
        step.service,
        revision,
        step.content,
        tagsFor(step.digests, revision),
      );
      progress.expected.set(step.service, revision);
      return formatRevision(revision);
    }
    case 'update-service': {
      const revision = resolve(step.taskDefinition, progress);
      const service = await aws.services.update(cluster, step.service, revision, step.content);
      // Tags come last: without them, the next run compares the service itself and finds it as it should be.
      await aws.services.tag(service, { ...step.tags, ...tagsFor(step.digests, revision) });
      progress.expected.set(step.service, revision);
      return formatRevision(revision);
    }
    case 'delete-service':
      await aws.services.delete(cluster, step.service);
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

function tagsFor(digests: ServiceDigests, revision: RevisionId): Tags {
  const recorded = digests.taskDefinition && { ...revision, digest: digests.taskDefinition };
  return serviceTags(digests.service, recorded || undefined);
}
