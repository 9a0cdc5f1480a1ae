import type { Plan, Step } from '../domain/plan.ts';
import { estimateQuotaTime, type QuotaEstimate } from '../aws/rate-limit/estimate.ts';

/** A shorter wait is not worth a word. */
const notableSeconds = 5;

/** How long AWS's rates of calls will hold up what a plan changes; undefined if that is not worth a word. */
export function estimateOf(plan: Plan): QuotaEstimate | undefined {
  const calls: Record<string, number> = {};
  for (const [action, count] of plan.steps.flatMap(callsOf)) calls[action] = (calls[action] ?? 0) + count;
  const estimate = estimateQuotaTime(calls);
  return estimate && estimate.seconds >= notableSeconds ? estimate : undefined;
}

/** The calls of a step that AWS grants sparingly. */
function callsOf(step: Step): [action: string, count: number][] {
  switch (step.kind) {
    case 'register-task-definition':
      return [['RegisterTaskDefinition', 1]];
    case 'create-service':
      return [['CreateService', 1]];
    case 'update-service':
      return [
        ['UpdateService', 1],
        ['TagResource', 1],
      ];
    case 'drain-service':
      return [['UpdateService', 1]];
    case 'delete-service':
      return [['DeleteService', 1]];
    case 'deregister-task-definition':
      return [['DeregisterTaskDefinition', step.revisions.length]];
    case 'delete-task-definition':
      return [['DeleteTaskDefinitions', Math.ceil(step.revisions.length / 10)]];
    default:
      return [];
  }
}
