import type { Order } from './moto.ts';

// What ECS shows of a service while tasks start, fail or never get a place; `ecs.py` has the model.

/** What one observation shows: changes of the service's deployment, or one that took its place; null: the service as it is. */
export type ServiceObservation = null | {
  readonly primary?: object;
  readonly winner?: object;
  /** `family:revision` of the winner. */
  readonly by?: string;
  readonly lost?: object;
  /** Newest first. */
  readonly events: readonly string[];
};

/**
 * From each `CreateService` or `UpdateService` of these services on, their observations show this, one after the other; the
 * last one stays.
 */
export function serviceObservations(
  services: string | readonly string[],
  ...observations: readonly ServiceObservation[]
): Order {
  return { order: 'service_observations', services: [services].flat(), observations };
}

/** Its new deployment is under way. */
export function deploying(
  counts: { running?: number; pending?: number; failed?: number } = {},
  ...events: readonly string[]
): ServiceObservation {
  const { running = 0, pending = 0, failed: failedTasks = 0 } = counts;
  const progress = { rolloutState: 'IN_PROGRESS', rolloutStateReason: 'ECS deployment in progress.' };
  return { primary: { runningCount: running, pendingCount: pending, failedTasks, ...progress }, events };
}

/** Its deployment has failed, and there is nothing to roll back to. */
export function failed(reason: string, ...events: readonly string[]): ServiceObservation {
  return { primary: { runningCount: 0, rolloutState: 'FAILED', rolloutStateReason: reason }, events };
}

/**
 * Another deployment is PRIMARY: a roll back of the circuit breaker, or somebody else's.
 *
 * @param by `family:revision`
 * @param options.left what is still shown of the deployment that lost, such as `FAILED`; undefined: nothing, it is over
 * @param options.finished whether the deployment that took the place is COMPLETED
 */
export function replaced(
  by: string,
  { left, finished }: { left?: { rolloutState: string; reason: string }; finished: boolean },
  ...events: readonly string[]
): ServiceObservation {
  const winner = {
    rolloutState: finished ? 'COMPLETED' : 'IN_PROGRESS',
    rolloutStateReason: 'ECS deployment circuit breaker: rolling back.',
  };
  const lost = left && { rolloutState: left.rolloutState, rolloutStateReason: left.reason };
  return { by, winner, ...(lost && { lost }), events };
}

export interface StoppedTask {
  readonly startedBy: string;
  readonly stoppedReason: string;
  readonly stopCode: string;
  readonly containers: readonly { name: string; reason?: string; exitCode?: number }[];
}

/** Tasks of this service that have just stopped, newest first. @param of.taskDefinition `family:revision` */
export function stoppedTasks(
  of: { cluster: string; service: string; taskDefinition: string },
  ...tasks: readonly StoppedTask[]
): Order {
  const { cluster, service, taskDefinition } = of;
  return { order: 'stopped_tasks', cluster, service, tasks, task_definition: taskDefinition };
}

/**
 * A task of this service that ECS wants to stop, and whose containers still run while it is described so many times.
 *
 * @param of.taskDefinition `family:revision`
 */
export function stoppingTask(
  of: { cluster: string; service: string; taskDefinition: string },
  descriptions: number,
): Order {
  const { cluster, service, taskDefinition } = of;
  return { order: 'stopping_tasks', cluster, service, descriptions, task_definition: taskDefinition };
}

/** Once this service is deleted, it is DRAINING while it is described so many times. */
export function drainingService(service: string, descriptions: number): Order {
  return { order: 'draining_service', service, descriptions };
}

/** Services and tasks are shown as they are again. */
export const forget: Order = { order: 'forget' };
