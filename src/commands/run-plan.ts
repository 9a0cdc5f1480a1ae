import type { Plan } from '../domain/plan.ts';
import type { Aws } from '../domain/ports/aws.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPlan, type Outcome } from '../apply/apply-plan.ts';
import type { World } from '../apply/context.ts';

import { exitStatus, UsageError, type ExitStatus } from '../errors.ts';

import { estimateLine, leftoverLines, planData, planLines } from '../report/text/plan-text.ts';
import type { Context } from './context.ts';
import { estimateOf } from './estimate.ts';

/** A plan that was carried out, or the exit status of a run that was not to do so. */
export type CarriedOut = { readonly outcome: Outcome } | { readonly status: ExitStatus };

/** Does what a plan says, unless the run only asks (`-q`), only shows (`-n`), or there is nothing to do. */
export async function carryOut(
  context: Context,
  aws: Aws,
  plan: Plan,
  options: { wait: boolean },
): Promise<CarriedOut> {
  const { flags, reporter, settings } = context;
  const estimate = settings.quotas === 'aws' ? estimateOf(plan) : undefined;
  const data = { ...planData(plan), ...(estimate && { estimate }) };
  if (flags.question) return { status: plan.steps.length > 0 ? exitStatus.outOfDate : exitStatus.done };
  const nothingToDo = plan.steps.length === 0 && (plan.awaited.length === 0 || flags.dryRun);
  if (nothingToDo) {
    reporter.result({
      lines: [`ecs-efs: Nothing to be done for '${plan.prefix}'.`, ...leftoverLines(plan)],
      data,
    });
    return { status: exitStatus.done };
  }
  if (flags.dryRun) {
    const expected = estimate ? [estimateLine(estimate)] : [];
    reporter.result({ lines: [...planLines(plan), ...leftoverLines(plan), ...expected], data });
    return { status: exitStatus.done };
  }
  if (estimate) reporter.event({ kind: 'estimate', ...estimate });
  for (const message of plan.warnings ?? []) reporter.event({ kind: 'warning', message });
  const walk = applyPlan(worldOf(context, aws), plan, { ...options, ...flags });
  for (;;) {
    const { done, value } = await walk.next();
    if (done) return { outcome: value };
    reporter.event(value);
  }
}

function worldOf({ settings, clock, signal }: Context, aws: Aws): World {
  return {
    aws,
    clock,
    signal,
    random: Math.random,
    timeoutMs: settings.timeoutMinutes * 60_000,
    writeNewFile: (name, text) => writeNewFile(join(settings.directory, name), text),
  };
}

/** Another run in the same folder may have written the same file in the meantime. */
async function writeNewFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if ((await readFile(path, 'utf8')) === text) return;
    throw new UsageError(`${path} has come to be in the meantime, with other values`, 'Repeat the command.');
  }
}
