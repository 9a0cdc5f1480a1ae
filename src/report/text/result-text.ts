import type { Outcome } from '../../apply/apply-plan.ts';
import { stepsOf, type Plan, type StepKind } from '../../domain/plan.ts';
import { formatRevision } from '../../domain/revision.ts';
import type { CurrentService } from '../../domain/service.ts';
import { plural } from '../../lib/text.ts';
import type { Result } from '../result.ts';
import { orphanLines, planData, planLines } from './plan-text.ts';

/** After a run that only made the stack: what there is now, and what the next run will do. */
export function stackResult(plan: Plan, { stack }: Outcome, files: readonly string[]): Result {
  const outputs = stack?.outputs ?? {};
  const fileSystem = outputs['FileSystemId'];
  const mounted = fileSystem ? `, with file system ${fileSystem} on /cluster` : '';
  const next =
    files.length > 0
      ? `Run 'ecs-efs up' again to load ${plural(files.length, 'file')}: ${files.join(', ')}`
      : "Put .taskdef and .service files here ('ecs-efs templates webserver' makes some) and run 'ecs-efs up' again.";
  return {
    lines: [`The cluster ${plan.cluster} is ready (stack ${stack?.name ?? ''}${mounted}).`, next],
    data: { ...planData(plan), outputs, nextFiles: files },
  };
}

/** After loading: what was done, and how the services are. */
export function outcomeResult(plan: Plan, { services }: Outcome): Result {
  const count = (...kinds: StepKind[]) => plan.steps.filter((step) => kinds.includes(step.kind)).length;
  const done = [
    [count('create-stack', 'update-stack'), 'stack deployed', 'stacks deployed'],
    [count('register-task-definition'), 'task definition registered', 'task definitions registered'],
    [count('create-service'), 'service created', 'services created'],
    [count('update-service'), 'service updated', 'services updated'],
    [count('delete-service'), 'service deleted', 'services deleted'],
  ] as const;
  const summary = done
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => plural(number, one, many));
  const width = Math.max(0, ...services.map(({ name }) => name.length));
  return {
    lines: [
      `${plan.cluster}: ${summary.join(', ') || 'nothing changed'}.`,
      ...services.map((service) => serviceLine(service, width)),
      ...orphanLines(plan),
    ],
    data: { ...planData(plan), services: services.map(serviceData) },
  };
}

/** What `destroy` would delete, for a run that did not confirm it. */
export function unconfirmedResult(plan: Plan, keepData: boolean): Result {
  const command = `ecs-efs destroy --confirm${keepData ? ' --keep-data' : ''}`;
  return {
    lines: [
      `This would delete everything of '${plan.prefix}':`,
      ...planLines(plan).map((line) => `  ${line}`),
      `Nothing was deleted. To do it: ${command}`,
    ],
    data: { ...planData(plan), confirmed: false },
  };
}

/** @param kept ids of the file systems that were left */
export function destroyedResult(plan: Plan, kept: readonly string[]): Result {
  const adopt = kept.flatMap((id) => [
    `The data of /cluster is kept. To use it in another cluster, add to its ecs-cluster.params:`,
    `FileSystemId=${id}`,
  ]);
  return {
    lines: [`Nothing of '${plan.prefix}' is left${kept.length > 0 ? ' but its data' : ''}.`, ...adopt],
    data: { ...planData(plan), keptFileSystems: kept },
  };
}

/** After `cleanup`: how many revisions went. */
export function cleanedResult(plan: Plan): Result {
  const countOf = (steps: readonly { readonly revisions: readonly number[] }[]) =>
    steps.flatMap(({ revisions }) => revisions).length;
  const deregistered = countOf(stepsOf(plan, 'deregister-task-definition'));
  const deleted = countOf(stepsOf(plan, 'delete-task-definition'));
  const also = deleted > 0 ? `, ${deleted} deleted` : '';
  return {
    lines: [`${plan.prefix}: ${plural(deregistered, 'old revision')} deregistered${also}.`],
    data: planData(plan),
  };
}

/** After `drain`. */
export function drainedResult(plan: Plan): Result {
  return {
    lines: [
      `No task of ${namesIn(plan)} is running.`,
      "The next 'ecs-efs load' restores a count that a file sets; without one, set the count in AWS.",
    ],
    data: planData(plan),
  };
}

/** After `remove`. */
export function removedResult(plan: Plan): Result {
  return {
    lines: [
      `${namesIn(plan)} removed.`,
      "Delete the file, too: the next 'ecs-efs load' creates the service of a file again.",
    ],
    data: planData(plan),
  };
}

function namesIn(plan: Plan): string {
  return stepsOf(plan, 'wait-until-drained')
    .flatMap(({ services }) => services)
    .join(', ');
}

function serviceLine(
  { name, taskDefinition, runningCount, desiredCount }: CurrentService,
  width: number,
): string {
  const revision = taskDefinition ? formatRevision(taskDefinition) : '';
  return `  ${name.padEnd(width)}  ${revision}  ${runningCount} of ${desiredCount} running`;
}

function serviceData({ name, taskDefinition, runningCount, desiredCount }: CurrentService): object {
  return {
    name,
    taskDefinition: taskDefinition && formatRevision(taskDefinition),
    runningCount,
    desiredCount,
  };
}
