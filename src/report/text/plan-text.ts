import type { Plan, Step } from '../../domain/plan.ts';
import type { QuotaEstimate } from '../../aws/rate-limit/estimate.ts';

import { changeLines, differenceLines, shortened } from './difference-text.ts';
import { stepWords } from './step-text.ts';

/** One line per step, as `-n` and `destroy` show them, and under it what it changes, field by field. */
export function planLines(plan: Plan): string[] {
  const steps = plan.steps.flatMap((step) => {
    const { verb, name } = stepWords(step);
    return [`${verb} ${name}: ${step.why}`, ...detailLines(step).map((line) => `    ${line}`)];
  });
  return [...steps, ...(plan.warnings ?? []).map((warning) => `warning: ${warning}`)];
}

/** Says beforehand how long AWS's rates of calls hold a run up. */
export function estimateLine({ seconds, quota, calls, perSecond }: QuotaEstimate): string {
  return `this takes ${duration(seconds)} or more: AWS takes ${perSecond} a second of the ${calls} calls for ${quota}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} minutes`;
}

/** Says which services are left alone although their files are gone. */
export function leftoverLines({ leftovers = [] }: Plan): string[] {
  if (leftovers.length === 0) return [];
  const what = leftovers.length === 1 ? 'a service whose file is gone' : 'services whose files are gone';
  return [`Left alone, ${what}: ${leftovers.join(', ')} (--prune deletes them)`];
}

function detailLines(step: Step): string[] {
  if ('changes' in step && step.changes) return changeLines(step.changes);
  if ('differences' in step && step.differences) return differenceLines(step.differences);
  return [];
}

/** The plan for machines, as the README documents it. What is sent to AWS is left out: it may hold secrets. */
export function planData(plan: Plan): object {
  const { version, prefix, cluster, leftovers = [], warnings = [] } = plan;
  return {
    version,
    prefix,
    cluster,
    steps: plan.steps.map(stepData),
    ...(leftovers.length > 0 && { leftovers }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** A step without what is sent to AWS. */
export function stepData(step: Step): object {
  const { name } = stepWords(step);
  return {
    do: step.kind,
    name,
    ...('file' in step && { file: step.file }),
    why: step.why,
    ...('differences' in step && step.differences && { differences: step.differences.map(shortened) }),
    ...('changes' in step && step.changes && { changes: step.changes }),
  };
}
