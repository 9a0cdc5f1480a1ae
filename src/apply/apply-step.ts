import type { Event } from '../domain/events.ts';
import type { Plan, Step, StepOf } from '../domain/plan.ts';
import { formatRevision, type RevisionId } from '../domain/revision.ts';
import type { CurrentService } from '../domain/service.ts';
import type { CurrentStack } from '../domain/stack.ts';
import { deletionTag, keptTag, prefixTag, serviceTags } from '../domain/tags.ts';
import { formatParameters } from '../plan/stack/choose-network.ts';
import type { ApplyContext } from './context.ts';
import { targetDeploymentOf, type TargetDeployment } from './diagnosis/deployment-status.ts';
import { continueRollback, createStack, deleteStack, updateStack, waitForOthers } from './stack.ts';
import {
  deleteFileSystem,
  removeInstances,
  waitForTasks,
  waitUntilDeleted,
  waitUntilDrained,
} from './wait-until-gone.ts';

/** A plan, and what its earlier steps found out. */
export interface PlanRun {
  readonly plan: Plan;
  stack: CurrentStack | undefined;
  /** The new revision of each family that a step registered. */
  readonly registered: Map<string, RevisionId>;
  /** By service. */
  readonly targets: Map<string, TargetDeployment>;
}

/** Applies one step. Resolves to its result in words, if there is more to say than that it is done. */
export async function* applyStep(
  context: ApplyContext,
  step: Step,
  run: PlanRun,
): AsyncGenerator<Event, string | void> {
  const { aws } = context;
  const { cluster, prefix } = run.plan;
  switch (step.kind) {
    case 'write-parameters':
      return context.writeNewFile(step.file, formatParameters(step.parameters));
    case 'wait-for-stack':
      run.stack = yield* waitForOthers(context, step.stack);
      return run.stack?.status ?? 'gone';
    case 'create-stack':
      run.stack = yield* createStack(context, step.stack, prefix);
      return run.stack.status;
    case 'update-stack': {
      const updated = yield* updateStack(context, step, prefix);
      run.stack = updated ?? (await aws.stacks.describe(step.stack.name));
      return updated?.status ?? 'CloudFormation found no change';
    }
    case 'continue-rollback':
      run.stack = yield* continueRollback(context, step.stack);
      return run.stack.status;
    case 'register-task-definition': {
      const revision = await aws.taskDefinitions.register(step.content, { [prefixTag]: prefix });
      run.registered.set(step.family, revision);
      return formatRevision(revision);
    }
    case 'create-service':
      if (step.afterDraining) yield* waitUntilDeleted(context, cluster, [step.service]);
      return deployService(context, step, run);
    case 'update-service':
      return deployService(context, step, run);
    case 'delete-service':
      return aws.services.delete(cluster, step.service);
    case 'drain-service':
      return aws.services.drain(cluster, step.service);
    case 'wait-until-drained':
      return yield* waitUntilDrained(context, cluster, step.services);
    case 'stop-task':
      return aws.tasks.stop(cluster, step.task, 'ecs-efs destroy');
    case 'wait-for-tasks':
      return yield* waitForTasks(context, cluster, step.services);
    case 'remove-instances':
      return yield* removeInstances(context, cluster, step.group);
    case 'keep-file-system':
      return aws.fileSystems.tag(step.fileSystem, { [keptTag]: prefix });
    case 'mark-file-system':
      return aws.fileSystems.tag(step.fileSystem, { [deletionTag]: prefix });
    case 'delete-stack':
      return yield* deleteStack(context, step.stack);
    case 'delete-file-system':
      return yield* deleteFileSystem(context, step.fileSystem);
    case 'delete-task-definition':
      return aws.taskDefinitions.delete(
        step.revisions.map((revision) => ({ family: step.family, revision })),
      );
    case 'deregister-task-definition':
      for (const revision of step.revisions) {
        await aws.taskDefinitions.deregister({ family: step.family, revision });
      }
  }
}

/** Creates or updates the service of a step; returns the revision that it is to run. */
async function deployService(
  { aws }: ApplyContext,
  step: StepOf<'create-service' | 'update-service'>,
  { plan, registered, targets }: PlanRun,
): Promise<string> {
  const { service: name, taskDefinition, digests } = step;
  const revision =
    taskDefinition.kind === 'known' ? taskDefinition.revision : registered.get(taskDefinition.family);
  if (!revision) throw new Error(`no earlier step registers the task definition of ${name}`);
  const recorded = digests.taskDefinition ? { ...revision, digest: digests.taskDefinition } : undefined;
  const tags = serviceTags(plan.prefix, digests.service, recorded);
  let service: CurrentService;
  if (step.kind === 'create-service') {
    const { content, desiredCount } = step;
    service = await aws.services.create(plan.cluster, { name, revision, content, desiredCount, tags });
  } else {
    service = await aws.services.update(plan.cluster, { name, revision, update: step.update });
    // Tags come last: without them, the next run compares the service itself and finds it up to date.
    await aws.services.tag(service, { ...step.tags, ...tags });
  }
  targets.set(name, targetDeploymentOf(service, revision));
  return formatRevision(revision);
}
