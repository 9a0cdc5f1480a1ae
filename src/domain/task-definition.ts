import type { TaskDefinitionContent } from './content.ts';
import type { RevisionId, RecordedRevision } from './revision.ts';
import type { Tags } from './tags.ts';

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

/** What is known of the revision that a family has now. */
export type KnownRevision =
  | { readonly kind: 'described'; readonly revision: CurrentTaskDefinition }
  /** Its content need not be read. */
  | { readonly kind: 'recorded'; readonly revision: RecordedRevision };

/** The revision that a service is to run: known now, or the one that an earlier step of the plan registers. */
export type RevisionReference =
  | { readonly kind: 'known'; readonly revision: RevisionId }
  | { readonly kind: 'registered-here'; readonly family: string };
