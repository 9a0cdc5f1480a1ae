import type { CurrentDeployment } from '../../domain/service.ts';
import { parseRevision, sameRevision } from '../../domain/task-definition.ts';
import type { StoppedTask } from '../../domain/cluster.ts';

import { causeOf, type Cause, type Ending } from './causes.ts';

/** The tasks of a deployment that ended because of one cause. */
export interface Failures {
  readonly cause: Cause;
  /** Newest first. */
  readonly tasks: readonly StoppedTask[];
}

/** Tasks that ended because somebody wanted them to. */
const wanted = /^Scaling activity initiated|^Task stopped by user|user initiated/i;

/**
 * The tasks of one deployment that failed, by their cause; the commonest first.
 *
 * @param stopped all that ECS remembers of the cluster
 */
export function failuresOf(deployment: CurrentDeployment, stopped: readonly StoppedTask[]): Failures[] {
  const groups = new Map<string, { cause: Cause; tasks: StoppedTask[] }>();
  for (const task of stopped.filter((each) => belongsTo(each, deployment))) {
    if (wanted.test(task.stoppedReason ?? '') || task.stopCode === 'UserInitiated') continue;
    const cause = causeOf(endingOf(task));
    const key = `${cause.name} ${withoutIds(task.stoppedReason ?? '')}`;
    const group = groups.get(key) ?? { cause, tasks: [] };
    group.tasks.push(task);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => b.tasks.length - a.tasks.length);
}

/** A service's tasks name the deployment that started them. */
function belongsTo(task: StoppedTask, { id, taskDefinition, createdAt = 0 }: CurrentDeployment): boolean {
  if (task.startedBy?.startsWith('ecs-svc/')) return task.startedBy === id;
  const same = sameRevision(parseRevision(task.taskDefinition), parseRevision(taskDefinition));
  return same && task.stoppedAt >= createdAt;
}

function endingOf({ stopCode, stoppedReason = '', containers }: StoppedTask): Ending {
  return {
    stopCode,
    stoppedReason,
    containers: containers.map(({ name, exitCode, reason = '' }) => ({ name, exitCode, reason })),
  };
}

/** The same trouble names another task, address or time each time. */
function withoutIds(reason: string): string {
  return reason.replace(/[0-9a-f]{8,}|\d+/gi, '#');
}
