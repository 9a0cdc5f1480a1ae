import type { Event } from '../domain/events.ts';
import { watch } from './poll.ts';
import type { World } from './context.ts';

/** How long instances may take to end by themselves before their group is deleted with them. */
const patienceMs = 10 * 60_000;

/**
 * Ends the instances of a cluster, and makes the cluster forget them: one that still knows an instance cannot
 * be deleted.
 */
export async function* removeInstances(
  world: World,
  cluster: string,
  group: string,
): AsyncGenerator<Event, void> {
  const { nodes } = world.aws;
  await nodes.scaleToZero(group);
  const started = world.clock.now();
  let forced = false;
  yield* watch<void>(
    async () => {
      const left = (await nodes.groupSize(group)) ?? 0;
      if (left > 0 && !forced && world.clock.now() - started > patienceMs) {
        forced = true;
        await nodes.deleteGroup(group);
      }
      return {
        events: [],
        waitingFor: [`${left} instances of ${group} to end`],
        ...(left === 0 && { done: { result: undefined } }),
      };
    },
    { ...world, timeoutHint: 'Repeat the command: it goes on where this run stopped.' },
  );
  for (const instance of await nodes.containerInstances(cluster)) await nodes.deregister(cluster, instance);
}

/** Deletes a file system and waits until it is gone; EFS refuses while mount targets are being deleted. */
export async function* deleteFileSystem(world: World, id: string): AsyncGenerator<Event, void> {
  const { fileSystems } = world.aws;
  let requested = false;
  yield* watch<void>(
    async () => {
      let mountTargets = await fileSystems.mountTargets(id);
      if (mountTargets === 0 && !requested) {
        requested = true;
        await fileSystems.delete(id);
        mountTargets = await fileSystems.mountTargets(id);
      }
      return {
        events: [],
        waitingFor: [
          mountTargets ? `${mountTargets} mount targets of ${id} to go` : `file system ${id} to go`,
        ],
        ...(mountTargets === undefined && { done: { result: undefined } }),
      };
    },
    { ...world, timeoutHint: 'Repeat the command: it goes on where this run stopped.' },
  );
}
