import type { RevisionId } from '../../domain/revision.ts';
import type { CurrentTaskDefinition } from '../../domain/task-definition.ts';
import type { Tags } from '../../domain/tags.ts';
import { AwsError } from '../../errors.ts';
import type { TaskDefinitionContent } from '../../domain/content.ts';
import { canonicalTaskDefinition } from '../../plan/load/canonical-task-definition.ts';
import { stableJson } from '../../plan/load/digest.ts';
import { mayHaveHappened, pauseBeforeRetry } from '../rate-limit/retry.ts';
import { toTagList } from '../../domain/tags.ts';

export interface Registration {
  /** As `RegisterTaskDefinition` takes it, the user's tags with it. */
  readonly content: TaskDefinitionContent;
  /** Those of this program. */
  readonly tags: Tags;
  register(): Promise<RevisionId>;
  /** The newest active revision of the family. */
  newest(): Promise<CurrentTaskDefinition | undefined>;
  sleep(ms: number): Promise<void>;
}

/**
 * Registers a revision, and the same one never twice: each registration makes a new one, so that where the answer
 * was lost, a look at the family tells first whether AWS has registered it.
 *
 * @throws AwsError if it fails for another reason, or too often
 */
export async function registerOnce(registration: Registration): Promise<RevisionId> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await registration.register();
    } catch (error) {
      const isLost = error instanceof AwsError && mayHaveHappened(error.cause);
      const pause = isLost ? pauseBeforeRetry('transient', tried, Math.random()) : undefined;
      if (pause === undefined) throw error;
      await registration.sleep(pause);
      const newest = await registration.newest();
      if (newest?.active && isSame(newest, registration)) return newest;
    }
  }
}

function isSame(found: CurrentTaskDefinition, { content, tags }: Registration): boolean {
  const before = canonicalTaskDefinition({ ...found.content, tags: toTagList(found.tags) });
  const isTagged = Object.entries(tags).every(([key, value]) => found.tags[key] === value);
  return isTagged && stableJson(before) === stableJson(canonicalTaskDefinition(content));
}
