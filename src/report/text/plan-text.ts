import { detailsOf, fileOf, type Plan, type Step } from '../../domain/plan.ts';
import type { QuotaEstimate } from '../../domain/quotas.ts';
import { changeLines, differenceLines, shortened } from './difference-text.ts';
import { stepText } from './step-text.ts';

/** One line per step, as `-n` and `destroy` show them, and under it what it changes, field by field. */
export function planLines(plan: Plan): string[] {
  const steps = plan.steps.flatMap((step) => {
    const { verb, name } = stepText(step);
    return [`${verb} ${name}: ${step.why}`, ...detailLines(step).map((line) => `    ${line}`)];
  });
  return [...steps, ...(plan.warnings ?? []).map((warning) => `warning: ${warning}`)];
}

/** Says before the first step how long AWS's rate limits delay a run. */
export function estimateLine({ seconds, quota, calls, perSecond }: QuotaEstimate): string {
  return `this takes ${duration(seconds)} or more: AWS accepts ${perSecond} a second of the ${calls} calls for ${quota}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} minutes`;
}

/** Names the services that stay although their files are gone. */
export function orphanLines({ orphans = [] }: Plan): string[] {
  if (orphans.length === 0) return [];
  const what = orphans.length === 1 ? 'a service whose file is gone' : 'services whose files are gone';
  return [`Left alone, ${what}: ${orphans.join(', ')} (--prune deletes them)`];
}

function detailLines(step: Step): string[] {
  const { changes = [], differences = [] } = detailsOf(step);
  const isPrediction = step.kind === 'update-stack' && step.changesFrom === 'template';
  return [...changeLines(changes), ...differenceLines(differences), ...(isPrediction ? [decidedLater] : [])];
}

const decidedLater =
  'CloudFormation decides what is replaced and what follows from it (-n --change-set shows that)';

/** The plan for machines, as the README documents it. What is sent to AWS is left out: it may hold secrets. */
export function planData(plan: Plan): object {
  const { version, prefix, cluster, orphans = [], warnings = [] } = plan;
  return {
    version,
    prefix,
    cluster,
    steps: plan.steps.map(stepData),
    ...(orphans.length > 0 && { leftovers: orphans }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** A step without what is sent to AWS. */
export function stepData(step: Step): object {
  const { changes, differences } = detailsOf(step);
  return {
    do: step.kind,
    name: stepText(step).name,
    file: fileOf(step),
    why: step.why,
    differences: differences?.map(shortened),
    changes,
  };
}
