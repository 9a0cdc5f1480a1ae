import { exitStatus, type ExitStatus } from '../errors.ts';
import { planDrain } from '../plan/plan-removal.ts';
import { drainedResult } from '../report/text/result-text.ts';
import { runPlan } from './run-plan.ts';
import type { Context } from './context.ts';
import { findServices } from './find-services.ts';

/** Has services run no task, and waits until their tasks have ended; the services stay. */
export async function drain(context: Context, names: readonly string[]): Promise<ExitStatus> {
  const aws = await context.connect();
  const { prefix, cluster } = context.settings;
  const plan = planDrain({ prefix, cluster }, await findServices(aws, cluster, names));
  const result = await runPlan(context, aws, { plan, wait: false });
  if (result.kind === 'not-applied') return result.status;
  context.reporter.result(drainedResult(plan));
  return exitStatus.done;
}
