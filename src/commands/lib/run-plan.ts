import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPlan, type Outcome } from '../../apply/apply-plan.ts';
import { previewUpdate } from '../../apply/change-set.ts';
import type { ApplyContext } from '../../apply/context.ts';
import type { Plan, Step } from '../../domain/plan.ts';
import type { Aws } from '../../domain/ports/aws.ts';
import { exitStatus, UsageError, type ExitStatus } from '../../errors.ts';
import { isFileError } from '../../lib/file-error.ts';
import { estimatePlan } from '../../plan/estimate.ts';
import { estimateLine, orphanLines, planData, planLines } from '../../report/text/plan-text.ts';
import type { Context } from './context.ts';

/** The outcome of a plan that was applied, or the exit status of a run that ends without applying it. */
export type PlanResult =
  | { readonly kind: 'applied'; readonly outcome: Outcome }
  | { readonly kind: 'not-applied'; readonly status: ExitStatus };

export interface RunPlanOptions {
  /** Waits until the services are steady. */
  readonly wait: boolean;
  /** With `-n`: shows what CloudFormation says about an update of the stack. */
  readonly changeSet?: boolean;
}

/** Applies a plan, unless the run only asks (`-q`), only shows (`-n`), or there is nothing to do. */
export async function runPlan(
  context: Context,
  aws: Aws,
  { plan, ...options }: RunPlanOptions & { readonly plan: Plan },
): Promise<PlanResult> {
  const { flags, reporter, settings } = context;
  const estimate = settings.quotas === 'aws' ? estimatePlan(plan) : undefined;
  const data = { ...planData(plan), ...(estimate && { estimate }) };
  if (flags.question) return notApplied(plan.steps.length > 0 ? exitStatus.outOfDate : exitStatus.done);
  const nothingToDo = plan.steps.length === 0 && (plan.awaited.length === 0 || flags.dryRun);
  if (nothingToDo) {
    reporter.result({
      lines: [`ecs-efs: Nothing to be done for '${plan.prefix}'.`, ...orphanLines(plan)],
      data,
    });
    return notApplied(exitStatus.done);
  }
  if (flags.dryRun) {
    const shown = options.changeSet ? await withChangeSet(context, aws, plan) : plan;
    const expected = estimate ? [estimateLine(estimate)] : [];
    reporter.result({
      lines: [...planLines(shown), ...orphanLines(plan), ...expected],
      data: { ...data, ...planData(shown) },
    });
    return notApplied(exitStatus.done);
  }
  if (estimate) reporter.event({ kind: 'estimate', ...estimate });
  for (const message of plan.warnings ?? []) reporter.event({ kind: 'warning', message });
  const walk = applyPlan(applyContextOf(context, aws), plan, { ...options, ...flags });
  for (;;) {
    const { done, value } = await walk.next();
    if (done) return { kind: 'applied', outcome: value };
    reporter.event(value);
  }
}

function notApplied(status: ExitStatus): PlanResult {
  return { kind: 'not-applied', status };
}

/** The plan with what CloudFormation says about the update of the stack; this makes a change set and deletes it. */
async function withChangeSet({ clock, signal }: Context, aws: Aws, plan: Plan): Promise<Plan> {
  const steps: Step[] = [];
  for (const step of plan.steps) {
    if (step.kind !== 'update-stack') {
      steps.push(step);
      continue;
    }
    const changes = await previewUpdate({ aws, clock, signal }, step.stack, plan.prefix);
    if (changes) steps.push({ ...step, changes, changesFrom: 'change-set' });
  }
  return { ...plan, steps };
}

function applyContextOf({ settings, clock, signal }: Context, aws: Aws): ApplyContext {
  return {
    aws,
    clock,
    signal,
    random: Math.random,
    timeoutMs: settings.timeoutMinutes * 60_000,
    writeNewFile: (name, text) => writeNewFile(join(settings.directory, name), text),
  };
}

/** Another run in the same folder may write the same file at the same time. */
async function writeNewFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error;
    if ((await readFile(path, 'utf8')) === text) return;
    throw new UsageError(
      `${path} was written by another run in the meantime, with other values`,
      'Repeat the command.',
    );
  }
}
