import type { Task } from '../domain/cluster.ts';
import type { Event } from '../domain/events.ts';
import type { ApplyContext } from './context.ts';
import { poll } from './poll.ts';

const repeatHint = 'Repeat the command: it continues where this run stopped.';

/** How long instances may take to terminate by themselves before their group is deleted with them. */
const patienceMs = 10 * 60_000;

/** Says how to look at services that ECS continues to work on. */
export function describeHint(cluster: string, names: readonly string[]): string {
  const shown = names.slice(0, 10).join(' ');
  return (
    'Nothing was stopped, and ECS continues with it. Repeat the command to wait again, or look with:\n' +
    `  aws ecs describe-services --cluster ${cluster} --services ${shown}`
  );
}

/** Waits until these services, which are being deleted, and their containers are gone, so that their names are free. */
export async function* waitUntilDeleted(
  context: ApplyContext,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  yield* waitUntilNothingIsLeft(context, repeatHint, async () => {
    const services = await context.aws.services.describe(cluster, names);
    const draining = services.filter(({ status }) => status !== 'INACTIVE');
    if (draining.length > 0) return draining.map(({ name }) => `service ${name} to drain`);
    return stoppingTasks(context, cluster, isOf(names));
  });
}

/** Waits until these services are gone, and until no container of them, or of a task without a service, runs. */
export async function* waitForTasks(
  context: ApplyContext,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  yield* waitUntilDeleted(context, cluster, names);
  yield* waitUntilNothingIsLeft(context, repeatHint, async () => {
    const isAwaited = (task: Task) => task.service === undefined || isOf(names)(task);
    const running = (await context.aws.tasks.running(cluster)).filter(isAwaited);
    return running.length > 0
      ? [`${running.length} tasks to stop`]
      : stoppingTasks(context, cluster, isAwaited);
  });
}

/** Waits until no container of these services runs, whether they are being deleted or have a count of zero. */
export async function* waitUntilDrained(
  context: ApplyContext,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  yield* waitUntilNothingIsLeft(context, describeHint(cluster, names), async () => {
    const services = await context.aws.services.describe(cluster, names);
    const busy = services.filter(
      ({ status, runningCount, pendingCount }) => status === 'DRAINING' || runningCount + pendingCount > 0,
    );
    if (busy.length > 0) {
      return busy.map(({ name, runningCount }) => `service ${name} (${runningCount} still running)`);
    }
    return stoppingTasks(context, cluster, isOf(names));
  });
}

function isOf(names: readonly string[]): (task: Task) => boolean {
  return ({ service }) => service !== undefined && names.includes(service);
}

/**
 * Awaited tasks whose containers may still run. The counts of a service leave out a
 * task as soon as ECS wants it to stop; its containers then have until `stopTimeout` to finish.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
async function stoppingTasks(
  { aws }: ApplyContext,
  cluster: string,
  isAwaited: (task: Task) => boolean,
): Promise<string[]> {
  const left = (await aws.tasks.stopping(cluster)).filter(isAwaited);
  return left.length > 0 ? [`the containers of ${left.length} tasks to stop`] : [];
}

/**
 * Terminates the instances of a cluster, and deregisters them: a cluster that still lists an instance cannot be
 * deleted.
 */
export async function* removeInstances(
  context: ApplyContext,
  cluster: string,
  group: string,
): AsyncGenerator<Event, void> {
  const { instances } = context.aws;
  await instances.scaleToZero(group);
  const started = context.clock.now();
  let forced = false;
  yield* waitUntilNothingIsLeft(context, repeatHint, async () => {
    const left = (await instances.groupSize(group)) ?? 0;
    if (left > 0 && !forced && context.clock.now() - started > patienceMs) {
      forced = true;
      await instances.deleteGroup(group);
    }
    return left > 0 ? [`${left} instances of ${group} to terminate`] : [];
  });
  for (const instance of await instances.list(cluster)) await instances.deregister(cluster, instance);
}

/** Deletes a file system and waits until it is gone; EFS refuses while mount targets are being deleted. */
export async function* deleteFileSystem(context: ApplyContext, id: string): AsyncGenerator<Event, void> {
  const { fileSystems } = context.aws;
  let requested = false;
  yield* waitUntilNothingIsLeft(context, repeatHint, async () => {
    let mountTargets = await fileSystems.mountTargets(id);
    if (mountTargets === 0 && !requested) {
      requested = true;
      await fileSystems.delete(id);
      mountTargets = await fileSystems.mountTargets(id);
    }
    if (mountTargets === undefined) return [];
    return [
      `${mountTargets > 0 ? `${mountTargets} mount targets of ${id}` : `file system ${id}`} to be deleted`,
    ];
  });
}

/** @param left says what the wait is for, in the user's words */
async function* waitUntilNothingIsLeft(
  context: ApplyContext,
  timeoutHint: string,
  left: () => Promise<string[]>,
): AsyncGenerator<Event, void> {
  yield* poll<void>(
    async () => {
      const waitingFor = await left();
      return { events: [], waitingFor, ...(waitingFor.length === 0 && { done: { result: undefined } }) };
    },
    { ...context, timeoutHint: () => timeoutHint },
  );
}
