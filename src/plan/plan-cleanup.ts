import type { Plan, Step } from '../domain/plan.ts';
import { type RevisionId, formatRevision } from '../domain/revision.ts';

/** The revisions of one prefix, and which of them something still needs. */
export interface OldRevisions {
  readonly prefix: string;
  readonly cluster: string;
  readonly active: readonly RevisionId[];
  /** Deregistered before; looked at only if they are to be deleted. */
  readonly inactive: readonly RevisionId[];
  /** Revisions that a service or a task of any cluster uses, or that a service would go back to. */
  readonly used: readonly RevisionId[];
}

/**
 * Decides which revisions go: of each family all but the newest ones and those that are used.
 *
 * @param options.keep how many of the newest stay
 * @param options.delete deletes what was deregistered for good
 */
export function planCleanup(found: OldRevisions, options: { keep: number; delete: boolean }): Plan {
  const { prefix, cluster } = found;
  const used = new Set(found.used.map(formatRevision));
  const inactive = revisionsByFamily(found.inactive);
  const steps = [...revisionsByFamily(found.active)].flatMap(([family, active]): Step[] => {
    const isFree = (revision: number) => !used.has(formatRevision({ family, revision }));
    const newestFirst = active.toSorted((a, b) => b - a);
    const old = newestFirst.slice(options.keep).filter(isFree).reverse();
    const gone = [...(inactive.get(family) ?? []).filter(isFree), ...old].sort((a, b) => a - b);
    const why = `not among the newest ${options.keep}, and not used`;
    const deregister: Step = { kind: 'deregister-task-definition', family, revisions: old, why };
    const remove: Step = { kind: 'delete-task-definition', family, revisions: gone, why: '--delete' };
    return [...(old.length > 0 ? [deregister] : []), ...(options.delete && gone.length > 0 ? [remove] : [])];
  });
  return { version: 1, prefix, cluster, steps, awaited: [] };
}

/** The numbers of revisions, in the order in which they are given. */
export function revisionsByFamily(revisions: readonly RevisionId[]): Map<string, number[]> {
  const families = new Map<string, number[]>();
  for (const { family, revision } of revisions) {
    families.set(family, [...(families.get(family) ?? []), revision]);
  }
  return families;
}
