import type { TaskDefinitionContent } from './content.ts';
import type { Tags } from './tags.ts';

/** One revision of a family. */
export interface RevisionId {
  readonly family: string;
  readonly revision: number;
}

export interface WantedTaskDefinition {
  readonly file: string;
  readonly family: string;
  /** What `RegisterTaskDefinition` takes. */
  readonly content: TaskDefinitionContent;
  /** By which a later run recognises what a revision was made from. */
  readonly digest: string;
}

/** A family of this folder, or names by which one that exists already is looked up, the best first. */
export type TaskDefinitionReference =
  | { readonly kind: 'of-folder'; readonly family: string }
  | { readonly kind: 'elsewhere'; readonly names: readonly string[] };

/** A revision as `DescribeTaskDefinition` shows it. */
export interface CurrentTaskDefinition extends RevisionId {
  readonly active: boolean;
  readonly content: TaskDefinitionContent;
  readonly tags: Tags;
}

/** A revision of which the tag of a service says what it was made from. */
export interface RecordedRevision extends RevisionId {
  readonly digest: string;
}

/** What is known of the revision that a family has now. */
export type KnownRevision =
  | { readonly kind: 'described'; readonly revision: CurrentTaskDefinition }
  /** Its content need not be read. */
  | { readonly kind: 'recorded'; readonly revision: RecordedRevision };

/** The revision that a service is to run: known now, or the one that an earlier step of the plan registers. */
export type RevisionReference =
  | { readonly kind: 'known'; readonly revision: RevisionId }
  | { readonly kind: 'registered-here'; readonly family: string };

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
