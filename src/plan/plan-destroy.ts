import type { RevisionId } from '../domain/revision.ts';
import type { CurrentStack } from '../domain/stack.ts';
import type { Plan, Step } from '../domain/plan.ts';
import type { FileSystem } from '../domain/file-system.ts';
import { revisionsByFamily } from './plan-cleanup.ts';

/** Everything of one prefix, as AWS shows it. */
export interface Inventory {
  readonly prefix: string;
  readonly cluster: string;
  readonly stack: CurrentStack | undefined;
  /** All services of the cluster: those of the stack too, whose tasks an agent must still be there to stop. */
  readonly services: readonly string[];
  /** Tasks that no service of the cluster keeps running. */
  readonly tasks: readonly string[];
  readonly group: { readonly name: string; readonly instances: number } | undefined;
  /** Number of instances that the cluster still knows. */
  readonly containerInstances: number;
  /** Those that the stack made; one that it only adopted was there before and stays. */
  readonly fileSystems: readonly FileSystem[];
  /** Active revisions that this prefix registered. */
  readonly taskDefinitions: readonly RevisionId[];
}

/**
 * Decides how everything of a prefix goes away: services before what they run on, the stack before the file
 * system that it mounts, task definitions last. Whatever an interrupted run has removed is simply not there.
 */
export function planDestroy(inventory: Inventory, options: { keepData: boolean }): Plan {
  const { prefix, cluster, stack, group } = inventory;
  const why = `runs in ${cluster}`;
  const steps: Step[] = [
    ...inventory.services.map((service): Step => ({ kind: 'delete-service', service, why })),
    ...inventory.tasks.map((task): Step => ({ kind: 'stop-task', task, why })),
  ];
  if (steps.length > 0) {
    const { services } = inventory;
    steps.push({ kind: 'wait-for-tasks', services, why: 'nodes stay until nothing runs on them' });
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
  }
  if (stack) steps.push({ kind: 'delete-stack', stack: stack.name, why: `the stack of ${prefix}` });
  for (const { id, bytes, kept } of inventory.fileSystems) {
    // Once its stack is gone, a file system that was kept on purpose is not this program's any more.
    if (options.keepData || (kept && !stack)) continue;
    steps.push({ kind: 'delete-file-system', fileSystem: id, bytes, why: 'the data of /cluster' });
  }
  for (const [family, revisions] of revisionsByFamily(inventory.taskDefinitions)) {
    steps.push({ kind: 'deregister-task-definition', family, revisions, why: `registered for ${prefix}` });
  }
  return { version: 1, prefix, cluster, steps, awaited: [] };
}
