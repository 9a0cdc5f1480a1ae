import { type RevisionId, formatRevision } from '../domain/revision.ts';
import type { Plan, Step } from '../domain/plan.ts';

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
  const isFree = (revision: RevisionId) => !used.has(formatRevision(revision));
  const steps = [...families(found.active)].flatMap(([family, revisions]): Step[] => {
    const newestFirst = revisions.toSorted((a, b) => b.revision - a.revision);
    const old = numbers(newestFirst.slice(options.keep).filter(isFree));
    const dead = numbers(found.inactive.filter((revision) => revision.family === family && isFree(revision)));
    const gone = [...dead, ...old].sort((a, b) => a - b);
    return [
      ...(old.length > 0
        ? [
            {
              kind: 'deregister-task-definition' as const,
              family,
              revisions: old,
              why: `not among the newest ${options.keep}, and not used`,
            },
          ]
        : []),
      ...(options.delete && gone.length > 0
        ? [{ kind: 'delete-task-definition' as const, family, revisions: gone, why: '--delete' }]
        : []),
    ];
  });
  return { version: 1, prefix, cluster, steps, awaited: [] };
}

function numbers(revisions: readonly RevisionId[]): number[] {
  return revisions.map(({ revision }) => revision).sort((a, b) => a - b);
}

function families(revisions: readonly RevisionId[]): Map<string, RevisionId[]> {
  const found = new Map<string, RevisionId[]>();
  for (const revision of revisions) {
    found.set(revision.family, [...(found.get(revision.family) ?? []), revision]);
  }
  return found;
}
