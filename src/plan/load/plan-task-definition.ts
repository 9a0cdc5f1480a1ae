import type { Current } from '../../domain/folder.ts';
import type { Difference, StepOf } from '../../domain/plan.ts';
import { formatRevision } from '../../domain/revision.ts';
import { toTagList } from '../../domain/tags.ts';
import type { KnownRevision, RevisionReference, WantedTaskDefinition } from '../../domain/task-definition.ts';
import { canonicalTaskDefinition } from './canonical-task-definition.ts';
import { differences } from './difference.ts';

export interface PlannedTaskDefinition {
  /** Undefined if the revision that exists was made from the same content. */
  readonly step: StepOf<'register-task-definition'> | undefined;
  readonly reference: RevisionReference;
  readonly digest: string;
}

/** Decides for one family whether its revision can stay. */
export function planTaskDefinition(
  wanted: WantedTaskDefinition,
  current: Current,
  alwaysMake: boolean,
): PlannedTaskDefinition {
  const present = current.taskDefinitions.get(wanted.family);
  const changed = changesOf(wanted, present);
  const why = reasonToRegister(wanted.digest, present, changed, alwaysMake);
  const { file, family, content, digest } = wanted;
  if (present && why === undefined) {
    const { revision } = present.revision;
    return { step: undefined, reference: { kind: 'known', revision: { family, revision } }, digest };
  }
  return {
    step: {
      kind: 'register-task-definition',
      file,
      family,
      content,
      ...(changed.length > 0 && { differences: changed }),
      why: why ?? 'new',
    },
    reference: { kind: 'registered-here', family },
    digest,
  };
}

function changesOf(wanted: WantedTaskDefinition, present: KnownRevision | undefined): Difference[] {
  if (present?.kind !== 'described') return [];
  const { content, tags } = present.revision;
  const before = canonicalTaskDefinition({ ...content, tags: toTagList(tags) });
  return differences(before, canonicalTaskDefinition(wanted.content));
}

function reasonToRegister(
  digest: string,
  present: KnownRevision | undefined,
  changed: readonly Difference[],
  alwaysMake: boolean,
): string | undefined {
  if (!present) return 'new';
  if (alwaysMake) return 'always (-B)';
  if (present.kind === 'recorded') return present.revision.digest === digest ? undefined : 'changed';
  if (changed.length === 0) return undefined;
  return `differs from ${formatRevision(present.revision)}: ${changed.map(({ path }) => path).join(', ')}`;
}
