/** One revision of a family. */
export interface RevisionId {
  readonly family: string;
  readonly revision: number;
}

/** A revision of which the tag of a service says what it was made from. */
export interface RecordedRevision extends RevisionId {
  readonly digest: string;
}

/**
 * Reads `family:revision`, or an ARN that ends in it.
 *
 * @returns undefined if there is no revision in it
 */
export function parseRevision(text: string): RevisionId | undefined {
  const [, family, revision] = /^(?:arn:.*:task-definition\/)?([\w-]+):(\d+)$/.exec(text) ?? [];
  return family ? { family, revision: Number(revision) } : undefined;
}

export function formatRevision({ family, revision }: RevisionId): string {
  return `${family}:${revision}`;
}

export function sameRevision(a: RevisionId | undefined, b: RevisionId | undefined): boolean {
  return a !== undefined && b !== undefined && a.family === b.family && a.revision === b.revision;
}
