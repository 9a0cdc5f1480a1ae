import { DeploymentError } from '../errors.ts';
import { isSteady } from '../plan/is-steady.ts';
import { formatRevision, parseRevision, sameRevision } from '../plan/revision.ts';
import type { CurrentService, RevisionId } from '../plan/types.ts';
import type { Event } from './events.ts';
import { watch } from './watch.ts';
import type { World } from './world.ts';

const repeat = 'Repeat the command: it goes on where this run stopped.';

/**
 * Waits until every one of these services is steady.
 *
 * @param expected what a service was told to run, where this run told it
 * @throws DeploymentError as soon as a service is certain not to get there: its deployment failed, or another
 *   revision has taken its place
 */
export async function* waitForServices(
  world: World,
  cluster: string,
  names: readonly string[],
  expected: ReadonlyMap<string, RevisionId>,
): AsyncGenerator<Event, CurrentService[]> {
  const told = new Map<string, string>();
  return yield* watch<CurrentService[]>(
    async () => {
      const services = await world.aws.services.describe(cluster, names);
      for (const service of services) throwIfFailed(service, expected.get(service.name));
      const events = services.map(toEvent).filter((event) => {
        const line = JSON.stringify(event);
        const isNews = told.get(event.service) !== line;
        told.set(event.service, line);
        return isNews;
      });
      const unsteady = services.filter((service) => !isSteady(service));
      // ECS may not know a service yet that it has just taken.
      const missing = names.filter((name) => !services.some((service) => service.name === name));
      return {
        events,
        waitingFor: [
          ...missing.map((name) => `service ${name} to appear`),
          ...unsteady.map(
            ({ name, runningCount, desiredCount }) =>
              `service ${name} (${runningCount} of ${desiredCount} running)`,
          ),
        ],
        ...(unsteady.length + missing.length === 0 && { done: { result: services } }),
      };
    },
    { ...world, timeoutHint: `ECS goes on with it; repeat the command to go on waiting.` },
  );
}

/** Waits until these services, which are being deleted, are gone, so that others can have their names. */
export async function* waitUntilDeleted(
  world: World,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  yield* watch<void>(
    async () => {
      const services = await world.aws.services.describe(cluster, names);
      const draining = services.filter(({ status }) => status !== 'INACTIVE');
      return {
        events: [],
        waitingFor: draining.map(({ name }) => `service ${name} to drain`),
        ...(draining.length === 0 && { done: { result: undefined } }),
      };
    },
    { ...world, timeoutHint: repeat },
  );
}

/** The same, and until no task of theirs runs any more, nor any that no service started. */
export async function* waitForTasks(
  world: World,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  const watched = new Set(names);
  yield* waitUntilDeleted(world, cluster, names);
  yield* watch<void>(
    async () => {
      const tasks = (await world.aws.nodes.runningTasks(cluster)).filter(
        ({ service }) => service === undefined || watched.has(service),
      );
      return {
        events: [],
        waitingFor: [`${tasks.length} tasks to stop`],
        ...(tasks.length === 0 && { done: { result: undefined } }),
      };
    },
    { ...world, timeoutHint: repeat },
  );
}

function throwIfFailed(service: CurrentService, told: RevisionId | undefined): void {
  if (service.status !== 'ACTIVE') {
    throw new DeploymentError(`the service ${service.name} is ${service.status}: somebody deletes it`);
  }
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  // A deployment that failed in an earlier run will not get there by waiting either.
  const expected = told ?? parseRevision(primary?.taskDefinition ?? '');
  if (!expected) return;
  const ours = service.deployments.find(({ taskDefinition }) =>
    sameRevision(parseRevision(taskDefinition), expected),
  );
  const reason = ours?.rolloutStateReason ? `: ${ours.rolloutStateReason}` : '';
  const wanted = formatRevision(expected);
  if (ours?.rolloutState === 'FAILED') {
    throw new DeploymentError(`the deployment of ${service.name} with ${wanted} failed${reason}`);
  }
  if (primary && !sameRevision(parseRevision(primary.taskDefinition), expected)) {
    const running = primary.taskDefinition.split('/').at(-1);
    const what = `${service.name} runs ${running} again, not ${wanted}`;
    throw new DeploymentError(
      `${what}: the deployment was rolled back, or another one took its place${reason}`,
    );
  }
}

function toEvent(service: CurrentService): Extract<Event, { type: 'service' }> {
  return {
    type: 'service',
    service: service.name,
    desired: service.desiredCount,
    running: service.runningCount,
    pending: service.pendingCount,
    rollout: service.deployments[0]?.rolloutState,
    steady: isSteady(service),
  };
}
