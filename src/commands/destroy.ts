import { observeRemains } from '../observe/inventory.ts';
import { exitStatus, type ExitStatus } from '../errors.ts';
import { planDestroy } from '../plan/plan-destroy.ts';
import { destroyedResult, unconfirmedResult } from '../report/text/result-text.ts';
import { carryOut } from './run-plan.ts';
import type { Context } from './context.ts';

/** Deletes everything of this prefix, or lists it. */
export async function destroy(
  context: Context,
  options: { confirm: boolean; keepData: boolean },
): Promise<ExitStatus> {
  const { settings, flags, reporter } = context;
  const aws = await context.connect();
  const remains = await observeRemains(aws, settings);
  const plan = planDestroy(remains, options);
  const confirmed = options.confirm || settings.confirmed;
  if (plan.steps.length > 0 && !confirmed && !flags.dryRun && !flags.question) {
    reporter.result(unconfirmedResult(plan, options.keepData));
    return exitStatus.usage;
  }
  const carried = await carryOut(context, aws, plan, { wait: true });
  if ('status' in carried) return carried.status;
  reporter.result(destroyedResult(plan, options.keepData ? remains.fileSystems.map(({ id }) => id) : []));
  return exitStatus.done;
}
