import { isObject, jsonText, type Json, type JsonObject } from '../../../src/lib/json.ts';
import { answerWith, rewrite } from './faults.ts';
import type { Fault } from './call.ts';

// What ECS shows of a service while tasks start, fail or never get a place. moto's own services are steady at once.

/** Changes what `DescribeServices` says of the service; it gets what the look before it would have shown. */
export type ServiceLook = (service: JsonObject) => JsonObject;

/**
 * From each `CreateService` or `UpdateService` of this service on, its looks show this, one after the other; the
 * last one stays.
 */
export function serviceLooks(name: string, ...looks: readonly ServiceLook[]): Fault {
  let seen: number | undefined;
  const isOurs = (service: Json): service is JsonObject =>
    isObject(service) && service['serviceName'] === name;
  const shown = rewrite('DescribeServices', (data) => {
    const services = listOf(data, 'services');
    if (seen === undefined || !services.some(isOurs)) return data;
    const look = looks[Math.min(seen, looks.length - 1)];
    seen += 1;
    return { ...data, services: services.map((each) => (isOurs(each) && look ? look(each) : each)) };
  });
  return async (call, pass) => {
    const answer = await shown(call, pass);
    const { serviceName, service } = call.input;
    const changes = ['CreateService', 'UpdateService'].includes(call.action);
    if (changes && [serviceName, service].includes(name)) seen = 0;
    return answer;
  };
}

/** Its new deployment is under way. */
export function deploying(
  counts: { running?: number; pending?: number; failed?: number } = {},
  ...events: readonly string[]
): ServiceLook {
  const { running = 0, pending = 0 } = counts;
  return (service) => ({
    ...service,
    runningCount: running,
    pendingCount: pending,
    deployments: onPrimary(service, {
      runningCount: running,
      pendingCount: pending,
      failedTasks: counts.failed ?? 0,
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: 'ECS deployment in progress.',
    }),
    events: eventList(events),
  });
}

/** As ECS has it: nothing of it is changed. */
export const steady: ServiceLook = (service) => service;

/** Its deployment has failed, and there is nothing to roll back to. */
export function failed(reason: string, ...events: readonly string[]): ServiceLook {
  return (service) => ({
    ...service,
    runningCount: 0,
    deployments: onPrimary(service, { runningCount: 0, rolloutState: 'FAILED', rolloutStateReason: reason }),
    events: eventList(events),
  });
}

/**
 * Another deployment is PRIMARY: a roll back of the circuit breaker, or somebody else's.
 *
 * @param to `family:revision`
 * @param options.left what is still shown of the deployment that lost, such as `FAILED`; undefined: nothing, it is over
 * @param options.finished whether the deployment that took the place is COMPLETED
 */
export function replaced(
  to: string,
  options: { left?: { rolloutState: string; reason: string }; finished: boolean },
  ...events: readonly string[]
): ServiceLook {
  return (service) => {
    const primary = listOf(service, 'deployments').find(isObject) ?? {};
    const taskDefinition = jsonText(service['taskDefinition']).replace(/[^/]*$/, to);
    const lost = options.left && {
      ...primary,
      status: 'ACTIVE',
      runningCount: 0,
      rolloutState: options.left.rolloutState,
      rolloutStateReason: options.left.reason,
    };
    const winner = {
      ...primary,
      id: 'ecs-svc/1111111111111111111',
      status: 'PRIMARY',
      taskDefinition,
      rolloutState: options.finished ? 'COMPLETED' : 'IN_PROGRESS',
      rolloutStateReason: 'ECS deployment circuit breaker: rolling back.',
    };
    return {
      ...service,
      taskDefinition,
      deployments: [winner, ...(lost ? [lost] : [])],
      events: eventList(events),
    };
  };
}

export interface StoppedTask {
  readonly stoppedReason: string;
  readonly stopCode?: string;
  readonly containers: readonly { name: string; reason?: string; exitCode?: number }[];
  /** `family:revision`; the one of the service's deployment, if left out. */
  readonly taskDefinition?: string;
}

const region = 'us-east-1';
const account = '123456789012';

/**
 * Tasks of this service that have stopped, newest first.
 *
 * @param startedBy the id of the deployment that they belong to, or how to find it
 */
export function stoppedTasks(
  cluster: string,
  service: string,
  tasks: readonly StoppedTask[],
  startedBy: () => { deployment: string; taskDefinition: string },
): Fault {
  const arnOf = (index: number) =>
    `arn:aws:ecs:${region}:${account}:task/${cluster}/stopped-${service}-${index}`;
  const list = answerWith(
    ({ action, input }) =>
      action === 'ListTasks' &&
      input['desiredStatus'] === 'STOPPED' &&
      [undefined, service].includes(input['serviceName'] as string | undefined),
    () => ({ taskArns: tasks.map((_, index) => arnOf(index)) }),
  );
  const describe = answerWith(
    ({ action, input }) =>
      action === 'DescribeTasks' && JSON.stringify(input['tasks']).includes(`stopped-${service}-`),
    () => {
      const { deployment, taskDefinition } = startedBy();
      const now = Date.now() / 1000;
      return {
        tasks: tasks.map((task, index) => ({
          taskArn: arnOf(index),
          clusterArn: `arn:aws:ecs:${region}:${account}:cluster/${cluster}`,
          group: `service:${service}`,
          startedBy: deployment,
          lastStatus: 'STOPPED',
          desiredStatus: 'STOPPED',
          createdAt: now - 30 - index,
          stoppedAt: now - index,
          stopCode: task.stopCode ?? 'TaskFailedToStart',
          stoppedReason: task.stoppedReason,
          taskDefinitionArn: `arn:aws:ecs:${region}:${account}:task-definition/${task.taskDefinition ?? taskDefinition}`,
          containers: task.containers.map((container) => ({ ...container, lastStatus: 'STOPPED' })),
        })),
        failures: [],
      };
    },
  );
  return (call, pass) => list(call, () => describe(call, pass) as ReturnType<typeof pass>);
}

function onPrimary(service: JsonObject, changes: JsonObject): JsonObject[] {
  return listOf(service, 'deployments')
    .filter(isObject)
    .map((deployment) => (deployment['status'] === 'PRIMARY' ? { ...deployment, ...changes } : deployment));
}

function eventList(messages: readonly string[]): JsonObject[] {
  return messages.map((message, index) => ({
    id: `event-${index}`,
    createdAt: Date.now() / 1000 - index,
    message,
  }));
}

function listOf(object: JsonObject, name: string): readonly Json[] {
  const list: Json | undefined = object[name];
  return Array.isArray(list) ? list : [];
}
