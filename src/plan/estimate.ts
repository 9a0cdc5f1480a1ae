import type { Plan, Step } from '../domain/plan.ts';
import { ecsQuotas, type Quota, type QuotaEstimate } from '../domain/quotas.ts';

/** A shorter delay is not worth a line. */
const notableSeconds = 5;

/** How often each rate-limited action is called. */
type Calls = Readonly<Record<string, number>>;

/** The calls that a step makes and that ECS limits to a low rate; `DeleteTaskDefinitions` takes ten at once. */
function callsOf(step: Step): Calls {
  switch (step.kind) {
    case 'register-task-definition':
      return { RegisterTaskDefinition: 1 };
    case 'create-service':
      return { CreateService: 1 };
    case 'update-service':
      return { UpdateService: 1, TagResource: 1 };
    case 'drain-service':
      return { UpdateService: 1 };
    case 'delete-service':
      return { DeleteService: 1 };
    case 'deregister-task-definition':
      return { DeregisterTaskDefinition: step.revisions.length };
    case 'delete-task-definition':
      return { DeleteTaskDefinitions: Math.ceil(step.revisions.length / 10) };
    case 'write-parameters':
    case 'wait-for-stack':
    case 'create-stack':
    case 'update-stack':
    case 'continue-rollback':
    case 'wait-until-drained':
    case 'stop-task':
    case 'wait-for-tasks':
    case 'remove-instances':
    case 'keep-file-system':
    case 'mark-file-system':
    case 'delete-stack':
    case 'delete-file-system':
      return {};
  }
}

/** How long AWS's rate limits delay a plan; undefined if that is not worth a line. */
export function estimatePlan({ steps }: Plan): QuotaEstimate | undefined {
  const totals: Record<string, number> = {};
  for (const step of steps) {
    for (const [action, count] of Object.entries(callsOf(step)))
      totals[action] = (totals[action] ?? 0) + count;
  }
  const estimate = estimateQuotaTime(totals);
  return estimate && estimate.seconds >= notableSeconds ? estimate : undefined;
}

/**
 * The least time that rate limits allow for these calls. The buckets of the quotas fill at the same time, so the
 * slowest decides.
 *
 * @returns undefined if nothing has to wait
 */
export function estimateQuotaTime(
  calls: Calls,
  quotas: readonly Quota[] = ecsQuotas,
): QuotaEstimate | undefined {
  const estimates = quotas.map(({ name, actions, burst, perSecond }) => {
    const count = actions.reduce((sum, action) => sum + (calls[action] ?? 0), 0);
    return { seconds: Math.ceil((count - burst) / perSecond), quota: name, calls: count, perSecond };
  });
  const [slowest] = estimates.toSorted((a, b) => b.seconds - a.seconds);
  return slowest && slowest.seconds > 0 ? slowest : undefined;
}
