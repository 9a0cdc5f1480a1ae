import type { FileSystem } from '../domain/file-system.ts';
import type { Plan, Step } from '../domain/plan.ts';
import type { RevisionId } from '../domain/revision.ts';
import type { CurrentStack } from '../domain/stack.ts';
import { UsageError } from '../errors.ts';
import { revisionsByFamily } from './plan-cleanup.ts';

/** A file system that the stack created. */
export interface OwnFileSystem extends FileSystem {
  /** Number of mount targets that are not of this stack: another cluster uses the data. */
  readonly foreignMountTargets: number;
}

/** Everything of one prefix, as AWS shows it. */
export interface Inventory {
  readonly prefix: string;
  readonly cluster: string;
  readonly stack: CurrentStack | undefined;
  /** All services of the cluster: those of the stack too, whose tasks an agent must still be there to stop. */
  readonly services: readonly string[];
  /** Services that are being deleted, which still have tasks. */
  readonly draining: readonly string[];
  /** Tasks that no service of the cluster keeps running. */
  readonly tasks: readonly string[];
  /** Number of tasks whose containers still run although ECS wants them to stop. */
  readonly stopping: number;
  readonly group: { readonly name: string; readonly instances: number } | undefined;
  /** Number of instances that the cluster still knows. */
  readonly containerInstances: number;
  /** Those that the stack created, by their physical ids, and those that an interrupted run has tagged. */
  readonly fileSystems: readonly OwnFileSystem[];
  /** Those of earlier stacks of this name, which stay. */
  readonly otherFileSystems: readonly FileSystem[];
  /** Active revisions that this prefix registered. */
  readonly taskDefinitions: readonly RevisionId[];
}

/**
 * Decides how everything of a prefix goes away: services before what they run on, the stack before the file
 * system that it mounts, task definitions last. Whatever an interrupted run has removed is simply not there.
 *
 * @throws UsageError if another cluster uses the file system that would be deleted
 */
export function planDestroy(inventory: Inventory, options: { keepData: boolean }): Plan {
  const { prefix, cluster, stack, group } = inventory;
  if (!options.keepData) refuseSharedData(inventory);
  const why = `runs in ${cluster}`;
  const steps: Step[] = [
    ...inventory.services.map((service): Step => ({ kind: 'delete-service', service, why })),
    ...inventory.tasks.map((task): Step => ({ kind: 'stop-task', task, why })),
  ];
  if (steps.length + inventory.draining.length + inventory.stopping > 0) {
    steps.push({
      kind: 'wait-for-tasks',
      services: [...inventory.services, ...inventory.draining],
      why: 'nodes stay until nothing runs on them',
    });
  }
  const instances = Math.max(group?.instances ?? 0, inventory.containerInstances);
  if (group && instances > 0) {
    const { name } = group;
    steps.push({ kind: 'remove-instances', group: name, instances, why: `the nodes of ${cluster}` });
  }
  if (options.keepData) {
    for (const { id, kept } of inventory.fileSystems) {
      if (!kept) steps.push({ kind: 'keep-file-system', fileSystem: id, why: '--keep-data' });
    }
  } else if (stack) {
    // Once the stack is gone, only this tag shows that it created the file system.
    for (const { id, toBeDeleted } of inventory.fileSystems) {
      if (!toBeDeleted)
        steps.push({ kind: 'mark-file-system', fileSystem: id, why: 'to be deleted after the stack' });
    }
  }
  if (stack) steps.push({ kind: 'delete-stack', stack: stack.name, why: `the stack of ${prefix}` });
  for (const { id, bytes, kept } of inventory.fileSystems) {
    // After its stack is gone, a file system that was kept on purpose no longer belongs to this program.
    if (options.keepData || (kept && !stack)) continue;
    steps.push({ kind: 'delete-file-system', fileSystem: id, bytes, why: 'the data of /cluster' });
  }
  for (const [family, revisions] of revisionsByFamily(inventory.taskDefinitions)) {
    steps.push({ kind: 'deregister-task-definition', family, revisions, why: `registered for ${prefix}` });
  }
  return { version: 1, prefix, cluster, steps, awaited: [], warnings: otherWarnings(inventory) };
}

function refuseSharedData({ fileSystems }: Inventory): void {
  const shared = fileSystems.find(({ foreignMountTargets }) => foreignMountTargets > 0);
  if (!shared) return;
  throw new UsageError(
    `the file system ${shared.id} has mount targets that this stack did not create`,
    'Another cluster uses the data. Keep it with --keep-data, or delete those mount targets first.',
  );
}

function otherWarnings({ otherFileSystems, stack }: Inventory): string[] {
  return otherFileSystems.map(
    ({ id }) =>
      `the file system ${id} is not of this stack${stack ? '' : ', which is gone'} and stays; ` +
      `to use it, set FileSystemId=${id}; to delete it: aws efs delete-file-system --file-system-id ${id}`,
  );
}
