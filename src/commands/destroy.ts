import { observeInventory } from '../observe/inventory.ts';
import { exitStatus, type ExitStatus } from '../errors.ts';
import { planDestroy } from '../plan/plan-destroy.ts';
import { destroyedResult, unconfirmedResult } from '../report/text/result-text.ts';
import { runPlan } from './run-plan.ts';
import type { Context } from './context.ts';

/** Deletes everything of this prefix, or lists it. */
export async function destroy(
  context: Context,
  options: { confirm: boolean; keepData: boolean },
): Promise<ExitStatus> {
  const { settings, flags, reporter } = context;
  const aws = await context.connect();
  const inventory = await observeInventory(aws, settings);
  const plan = planDestroy(inventory, options);
  const confirmed = options.confirm || settings.confirmed;
  if (plan.steps.length > 0 && !confirmed && !flags.dryRun && !flags.question) {
    reporter.result(unconfirmedResult(plan, options.keepData));
    return exitStatus.usage;
  }
  const result = await runPlan(context, aws, { plan, wait: true });
  if (result.kind === 'not-applied') return result.status;
  reporter.result(destroyedResult(plan, options.keepData ? inventory.fileSystems.map(({ id }) => id) : []));
  return exitStatus.done;
}
