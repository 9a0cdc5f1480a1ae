import { ecsQuotas, type Quota } from './quotas.ts';

/** How long AWS's rates hold a run up. */
export interface QuotaEstimate {
  readonly seconds: number;
  /** What the calls of the rate that counts do, how many there are, and how many a second AWS takes. */
  readonly quota: string;
  readonly calls: number;
  readonly perSecond: number;
}

/**
 * The least time that AWS's rates let these calls take: of each kind, the ones beyond what may come at once. The
 * kinds fill up side by side, so that the slowest decides.
 *
 * @param calls how many of each action there are
 * @param quotas of the account; none: nothing is held up
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
