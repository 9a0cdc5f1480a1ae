import { observeRevisions } from '../observe/revisions.ts';
import { exitStatus, type ExitStatus } from '../errors.ts';
import { planCleanup } from '../plan/plan-cleanup.ts';
import { cleanedResult } from '../report/text/result-text.ts';
import { runPlan } from './run-plan.ts';
import type { Context } from './context.ts';

/** Deregisters old revisions of this prefix's task definitions, and deletes them if that is asked for. */
export async function cleanup(
  context: Context,
  options: { keep: number; delete: boolean },
): Promise<ExitStatus> {
  const aws = await context.connect();
  const plan = planCleanup(await observeRevisions(aws, context.settings, options), options);
  const result = await runPlan(context, aws, { plan, wait: false });
  if (result.kind === 'not-applied') return result.status;
  context.reporter.result(cleanedResult(plan));
  return exitStatus.done;
}
