import type { Plan, Step, StepKind } from '../domain/plan.ts';
import { ecsQuotas, type Quota, type QuotaEstimate } from '../domain/quotas.ts';

/** A shorter delay is not worth a line. */
const notableSeconds = 5;

/** The rate-limited calls of a step, each with how often it is made. */
type Calls = Readonly<Record<string, number>>;

/** The calls that a step makes and that ECS limits to a low rate; `DeleteTaskDefinitions` takes ten at once. */
const callsOf: { readonly [Kind in StepKind]: (step: Extract<Step, { kind: Kind }>) => Calls } = {
  'register-task-definition': () => ({ RegisterTaskDefinition: 1 }),
  'create-service': () => ({ CreateService: 1 }),
  'update-service': () => ({ UpdateService: 1, TagResource: 1 }),
  'drain-service': () => ({ UpdateService: 1 }),
  'delete-service': () => ({ DeleteService: 1 }),
  'deregister-task-definition': ({ revisions }) => ({ DeregisterTaskDefinition: revisions.length }),
  'delete-task-definition': ({ revisions }) => ({ DeleteTaskDefinitions: Math.ceil(revisions.length / 10) }),
  'write-parameters': noCalls,
  'wait-for-stack': noCalls,
  'create-stack': noCalls,
  'update-stack': noCalls,
  'continue-rollback': noCalls,
  'wait-until-drained': noCalls,
  'stop-task': noCalls,
  'wait-for-tasks': noCalls,
  'remove-instances': noCalls,
  'keep-file-system': noCalls,
  'mark-file-system': noCalls,
  'delete-stack': noCalls,
  'delete-file-system': noCalls,
};

function noCalls(): Calls {
  return {};
}

/** How long AWS's rate limits delay a plan; undefined if that is not worth a line. */
export function estimatePlan({ steps }: Plan): QuotaEstimate | undefined {
  const totals: Record<string, number> = {};
  for (const step of steps) {
    const calls = (callsOf[step.kind] as (step: Step) => Calls)(step);
    for (const [action, count] of Object.entries(calls)) totals[action] = (totals[action] ?? 0) + count;
  }
  const estimate = estimateQuotaTime(totals);
  return estimate && estimate.seconds >= notableSeconds ? estimate : undefined;
}

/**
 * The least time that rate limits allow for these calls. The buckets of the quotas fill at the same time, so the
 * slowest decides.
 *
 * @param calls the number of calls of each action
 * @returns undefined if nothing has to wait
 */
export function estimateQuotaTime(
  calls: Readonly<Record<string, number>>,
  quotas: readonly Quota[] = ecsQuotas,
): QuotaEstimate | undefined {
  const estimates = quotas.map(({ name, actions, burst, perSecond }) => {
    const count = actions.reduce((sum, action) => sum + (calls[action] ?? 0), 0);
    return { seconds: Math.ceil((count - burst) / perSecond), quota: name, calls: count, perSecond };
  });
  const [slowest] = estimates.toSorted((a, b) => b.seconds - a.seconds);
  return slowest && slowest.seconds > 0 ? slowest : undefined;
}
