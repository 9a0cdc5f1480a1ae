import { exitStatus, type ExitStatus } from '../errors.ts';
import { planRemove } from '../plan/plan-removal.ts';
import { removedResult } from '../report/text/result-text.ts';
import { runPlan } from './run-plan.ts';
import type { Context } from './context.ts';
import { findServices } from './find-services.ts';

/** Deletes services and waits until their tasks have ended. */
export async function remove(context: Context, names: readonly string[]): Promise<ExitStatus> {
  const aws = await context.connect();
  const { prefix, cluster } = context.settings;
  const plan = planRemove({ prefix, cluster }, await findServices(aws, cluster, names));
  const result = await runPlan(context, aws, { plan, wait: false });
  if (result.kind === 'not-applied') return result.status;
  context.reporter.result(removedResult(plan));
  return exitStatus.done;
}
