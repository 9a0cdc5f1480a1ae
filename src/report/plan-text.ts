import type { Plan, Step } from '../plan/types.ts';
import { stepWords } from './step-text.ts';

/** One line per step, as `-n` and `destroy` show them. */
export function planLines(plan: Plan): string[] {
  return plan.steps.map((step) => {
    const { verb, name } = stepWords(step);
    return `${verb} ${name}: ${step.why}`;
  });
}

/** The plan for machines. What is sent to AWS is left out: it may hold secrets. */
export function planData(plan: Plan): object {
  const { version, prefix, cluster } = plan;
  return { version, prefix, cluster, steps: plan.steps.map(stepData) };
}

function stepData(step: Step): object {
  const { name } = stepWords(step);
  return { do: step.do, name, ...('file' in step && { file: step.file }), why: step.why };
}
