import type { Event } from '../domain/events.ts';
import type { ApplyContext } from './context.ts';
import { poll } from './poll.ts';
import { repeatHint } from './wait-until-gone.ts';

/** How long instances may take to terminate by themselves before their group is deleted with them. */
const patienceMs = 10 * 60_000;

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
  yield* poll<void>(
    async () => {
      const left = (await instances.groupSize(group)) ?? 0;
      if (left > 0 && !forced && context.clock.now() - started > patienceMs) {
        forced = true;
        await instances.deleteGroup(group);
      }
      return {
        events: [],
        waitingFor: [`${left} instances of ${group} to terminate`],
        ...(left === 0 && { done: { result: undefined } }),
      };
    },
    { ...context, timeoutHint: repeatHint },
  );
  for (const instance of await instances.list(cluster)) await instances.deregister(cluster, instance);
}

/** Deletes a file system and waits until it is gone; EFS refuses while mount targets are being deleted. */
export async function* deleteFileSystem(context: ApplyContext, id: string): AsyncGenerator<Event, void> {
  const { fileSystems } = context.aws;
  let requested = false;
  yield* poll<void>(
    async () => {
      let mountTargets = await fileSystems.mountTargets(id);
      if (mountTargets === 0 && !requested) {
        requested = true;
        await fileSystems.delete(id);
        mountTargets = await fileSystems.mountTargets(id);
      }
      const waitingFor = mountTargets ? `${mountTargets} mount targets of ${id}` : `file system ${id}`;
      return {
        events: [],
        waitingFor: [`${waitingFor} to be deleted`],
        ...(mountTargets === undefined && { done: { result: undefined } }),
      };
    },
    { ...context, timeoutHint: repeatHint },
  );
}
