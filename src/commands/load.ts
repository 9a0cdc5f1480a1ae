import type { Plan } from '../domain/plan.ts';
import type { Aws } from '../domain/ports/aws.ts';
import { bestEffort } from '../apply/diagnosis/best-effort.ts';
import { observeFolder } from '../observe/folder.ts';

import { exitStatus, type ExitStatus } from '../errors.ts';
import { readFolder, type FolderInput } from '../inputs/read-folder.ts';
import { prefixed } from '../inputs/task-definition.ts';
import { placementWarnings } from '../plan/placement/placement.ts';
import { demandsOf } from '../plan/placement/demands.ts';
import { planLoad, type LoadOptions } from '../plan/load/plan-load.ts';

import { wantedFrom } from '../plan/load/wanted.ts';
import { outcomeResult } from '../report/text/result-text.ts';
import { runPlan } from './run-plan.ts';
import type { Context } from './context.ts';

/** What is said about services besides the files. */
export type ServiceOptions = Pick<LoadOptions, 'prune' | 'recreate'>;

/** Registers every task definition of the folder, then creates or updates every service, then waits for them. */
export async function load(
  context: Context,
  options: ServiceOptions & { wait: boolean; lenient: boolean },
): Promise<ExitStatus> {
  const folder = readFolder(context.settings, options);
  context.reporter.warn(folder.warnings);
  const aws = await context.connect();
  const plan = await loadPlan(context, aws, folder, true, options);
  const result = await runPlan(context, aws, { plan, ...options });
  if (result.kind === 'not-applied') return result.status;
  context.reporter.result(outcomeResult(plan, result.outcome));
  return exitStatus.done;
}

/** Compares the folder with what AWS holds. */
export async function loadPlan(
  { settings, flags }: Context,
  aws: Aws,
  folder: FolderInput,
  clusterExists: boolean,
  options: ServiceOptions,
): Promise<Plan> {
  const { prefix, cluster, taskPrefix } = settings;
  const wanted = wantedFrom(folder, { prefix, cluster }, (name) => prefixed(name, taskPrefix));
  const { alwaysMake, question } = flags;
  const current = await observeFolder(aws, wanted, { clusterExists, prune: options.prune });
  const plan = planLoad(wanted, current, { alwaysMake, ...options });
  const demands = question ? [] : demandsOf(plan, wanted, current);
  const capacity = demands.length > 0 ? await bestEffort(() => aws.instances.capacity(cluster)) : undefined;
  return { ...plan, warnings: capacity ? placementWarnings(demands, capacity) : [] };
}
