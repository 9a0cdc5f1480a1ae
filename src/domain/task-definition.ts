import type { JsonObject } from '../lib/json.ts';
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
  readonly content: JsonObject;
  /** Under which a later run recognises what a revision was made from. */
  readonly digest: string;
}

/** A family of this folder, or names under which one that exists already is to be looked up, best first. */
export type TaskDefinitionReference = { readonly family: string } | { readonly lookUp: readonly string[] };

export interface CurrentTaskDefinition extends RevisionId {
  readonly active: boolean;
  readonly content: JsonObject;
  readonly tags: Tags;
}

/** A revision whose content need not be looked at: the tag of a service says what it was made from. */
export interface RecognisedRevision extends RevisionId {
  readonly digest: string;
}

// What is to be done about the difference.

/** The revision that a service is to run: known now, or the one that an earlier step of the plan registers. */
export type RevisionReference = RevisionId | { readonly registered: string };

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
