import { bestEffort } from '../../apply/diagnosis/best-effort.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Aws } from '../../domain/ports/aws.ts';
import type { FolderInput } from '../../inputs/read-folder.ts';
import { prefixed } from '../../inputs/task-definition.ts';
import { observeFolder } from '../../observe/folder.ts';
import { planLoad, type LoadOptions } from '../../plan/load/plan-load.ts';
import { wantedFrom } from '../../plan/load/wanted.ts';
import { demandsOf, placementWarnings } from '../../plan/placement/placement.ts';
import type { Context } from './context.ts';

/** Compares the folder with what AWS holds. */
export async function loadPlan(
  { settings, flags }: Context,
  aws: Aws,
  {
    folder,
    clusterExists,
    ...options
  }: Pick<LoadOptions, 'prune' | 'recreate'> & { folder: FolderInput; clusterExists: boolean },
): Promise<Plan> {
  const { prefix, cluster, taskPrefix } = settings;
  const { alwaysMake, question } = flags;
  const wanted = wantedFrom(folder, { prefix, cluster }, (name) => prefixed(name, taskPrefix));
  const current = await observeFolder(aws, wanted, { clusterExists, prune: options.prune });
  const plan = planLoad(wanted, current, { alwaysMake, ...options });
  const demands = question ? [] : demandsOf(plan, wanted, current);
  const capacity = demands.length > 0 ? await bestEffort(() => aws.instances.capacity(cluster)) : undefined;
  return { ...plan, warnings: capacity ? placementWarnings(demands, capacity) : [] };
}
