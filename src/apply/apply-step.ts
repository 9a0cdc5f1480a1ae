import { formatRevision, type RevisionId } from '../domain/revision.ts';
import type { Event } from '../domain/events.ts';
import type { Plan, Step, StepOf } from '../domain/plan.ts';
import type { ServiceDigests } from '../domain/service.ts';
import type { CurrentStack } from '../domain/stack.ts';
import { deletionTag, keptTag, prefixTag, serviceTags, type Tags } from '../domain/tags.ts';
import { type RevisionReference } from '../domain/task-definition.ts';
import { formatParameters } from '../plan/stack/choose-network.ts';
import type { ApplyContext } from './context.ts';
import { targetDeploymentOf, type TargetDeployment } from './diagnosis/deployment-status.ts';
import { deleteFileSystem, removeInstances } from './removal.ts';
import { continueRollback, createStack, deleteStack, updateStack, waitForOthers } from './stack.ts';
import { waitForTasks, waitUntilDeleted, waitUntilDrained } from './wait-until-gone.ts';

/** What earlier steps of the same plan found out. */
interface Progress {
  stack: CurrentStack | undefined;
  /** The new revision of each family that a step registered. */
  readonly registered: Map<string, RevisionId>;
  /** By service. */
  readonly targets: Map<string, TargetDeployment>;
}

/** The plan that a step belongs to, and how far it is. */
export interface PlanRun {
  readonly plan: Plan;
  readonly progress: Progress;
}

/** Applies one step. Resolves to its result in words, if there is more to say than that it is done. */
export async function* applyStep(
  context: ApplyContext,
  step: Step,
  run: PlanRun,
): AsyncGenerator<Event, string | undefined> {
  const { aws } = context;
  const { progress } = run;
  const { cluster, prefix } = run.plan;
  switch (step.kind) {
    case 'write-parameters':
      await context.writeNewFile(step.file, formatParameters(step.parameters));
      return undefined;
    case 'wait-for-stack':
      progress.stack = yield* waitForOthers(context, step.stack);
      return progress.stack?.status ?? 'gone';
    case 'create-stack':
      progress.stack = yield* createStack(context, step.stack, prefix);
      return progress.stack.status;
    case 'update-stack': {
      const updated = yield* updateStack(context, step, prefix);
      progress.stack = updated ?? (await aws.stacks.describe(step.stack.name));
      return updated?.status ?? 'CloudFormation found no change';
    }
    case 'continue-rollback':
      progress.stack = yield* continueRollback(context, step.stack);
      return progress.stack.status;
    case 'register-task-definition': {
      const revision = await aws.taskDefinitions.register(step.content, { [prefixTag]: prefix });
      progress.registered.set(step.family, revision);
      return formatRevision(revision);
    }
    case 'create-service':
      if (step.afterDraining) yield* waitUntilDeleted(context, cluster, [step.service]);
      return createService(context, step, run);
    case 'update-service':
      return updateService(context, step, run);
    case 'delete-service':
      await aws.services.delete(cluster, step.service);
      return undefined;
    case 'drain-service':
      await aws.services.drain(cluster, step.service);
      return undefined;
    case 'wait-until-drained':
      yield* waitUntilDrained(context, cluster, step.services);
      return undefined;
    case 'stop-task':
      await aws.tasks.stop(cluster, step.task, 'ecs-efs destroy');
      return undefined;
    case 'wait-for-tasks':
      yield* waitForTasks(context, cluster, step.services);
      return undefined;
    case 'remove-instances':
      yield* removeInstances(context, cluster, step.group);
      return undefined;
    case 'keep-file-system':
      await aws.fileSystems.tag(step.fileSystem, { [keptTag]: prefix });
      return undefined;
    case 'mark-file-system':
      await aws.fileSystems.tag(step.fileSystem, { [deletionTag]: prefix });
      return undefined;
    case 'delete-stack':
      yield* deleteStack(context, step.stack);
      return undefined;
    case 'delete-file-system':
      yield* deleteFileSystem(context, step.fileSystem);
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

async function createService(
  { aws }: ApplyContext,
  step: StepOf<'create-service'>,
  { plan, progress }: PlanRun,
): Promise<string> {
  const { service: name, content, desiredCount, digests } = step;
  const revision = resolveRevision(step.taskDefinition, progress);
  const tags = tagsFor(plan.prefix, digests, revision);
  const service = await aws.services.create(plan.cluster, { name, revision, content, desiredCount, tags });
  progress.targets.set(name, targetDeploymentOf(service, revision));
  return formatRevision(revision);
}

async function updateService(
  { aws }: ApplyContext,
  step: StepOf<'update-service'>,
  { plan, progress }: PlanRun,
): Promise<string> {
  const { service: name, update, digests } = step;
  const revision = resolveRevision(step.taskDefinition, progress);
  const service = await aws.services.update(plan.cluster, { name, revision, update });
  // Tags come last: without them, the next run compares the service itself and finds it up to date.
  await aws.services.tag(service, { ...step.tags, ...tagsFor(plan.prefix, digests, revision) });
  progress.targets.set(name, targetDeploymentOf(service, revision));
  return formatRevision(revision);
}

function resolveRevision(reference: RevisionReference, { registered }: Progress): RevisionId {
  if (reference.kind === 'known') return reference.revision;
  const revision = registered.get(reference.family);
  if (!revision) throw new Error(`no earlier step registers ${reference.family}`);
  return revision;
}

function tagsFor(prefix: string, digests: ServiceDigests, revision: RevisionId): Tags {
  const recorded = digests.taskDefinition ? { ...revision, digest: digests.taskDefinition } : undefined;
  return serviceTags(prefix, digests.service, recorded);
}
