import { parseRevision, sameRevision } from '../../domain/revision.ts';
import type { CurrentDeployment } from '../../domain/service.ts';
import type { StoppedTask } from '../../domain/cluster.ts';
import { causeOf, type Cause } from './task-causes.ts';

/** The tasks of a deployment that stopped for one cause. */
export interface Failures {
  readonly cause: Cause;
  /** Newest first. */
  readonly tasks: readonly [StoppedTask, ...StoppedTask[]];
}

/** Tasks that were stopped on purpose. */
const intended = /^Scaling activity initiated|^Task stopped by user|user initiated/i;

/**
 * The tasks of one deployment that failed, by their cause, the most frequent first.
 *
 * @param stopped all that ECS remembers of the cluster
 */
export function failuresOf(deployment: CurrentDeployment, stopped: readonly StoppedTask[]): Failures[] {
  const groups = new Map<string, { cause: Cause; tasks: [StoppedTask, ...StoppedTask[]] }>();
  for (const task of stopped.filter((each) => belongsTo(each, deployment))) {
    if (intended.test(task.stoppedReason ?? '') || task.stopCode === 'UserInitiated') continue;
    const cause = causeOf(task);
    const key = `${cause.name} ${withoutIds(task.stoppedReason ?? '')}`;
    const group = groups.get(key);
    if (group) group.tasks.push(task);
    else groups.set(key, { cause, tasks: [task] });
  }
  return [...groups.values()].toSorted((a, b) => b.tasks.length - a.tasks.length);
}

/** A service's tasks name the deployment that started them. */
function belongsTo(task: StoppedTask, { id, taskDefinition, createdAt = 0 }: CurrentDeployment): boolean {
  if (task.startedBy?.startsWith('ecs-svc/')) return task.startedBy === id;
  const same = sameRevision(parseRevision(task.taskDefinition), parseRevision(taskDefinition));
  return same && task.stoppedAt >= createdAt;
}

/** Reasons of one cause differ in the task, address or time that they name. */
function withoutIds(reason: string): string {
  return reason.replace(/[0-9a-f]{8,}|\d+/gi, '#');
}
