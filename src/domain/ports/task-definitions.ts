import type { RevisionId } from '../revision.ts';
import type { TaskDefinitionContent } from '../content.ts';
import type { CurrentTaskDefinition } from '../task-definition.ts';
import type { Tags } from '../tags.ts';
export interface TaskDefinitions {
  /** A family's newest active revision, or the one that `family:revision` or an ARN names, active or not. */
  describe(name: string): Promise<CurrentTaskDefinition | undefined>;
  register(content: TaskDefinitionContent, tags: Tags): Promise<RevisionId>;
  deregister(revision: RevisionId): Promise<void>;
  /** Families with an active revision whose names begin with the prefix. */
  listFamilies(prefix: string): Promise<string[]>;
  /** Revisions of exactly this family, active ones by default. */
  listRevisions(family: string, status?: 'ACTIVE' | 'INACTIVE'): Promise<RevisionId[]>;
  /** All active revisions of the region, so many at a time. */
  activeRevisions(): AsyncIterable<readonly RevisionId[]>;
  /** Deletes revisions of one family for good; they must have been deregistered. */
  delete(revisions: readonly RevisionId[]): Promise<void>;
}
