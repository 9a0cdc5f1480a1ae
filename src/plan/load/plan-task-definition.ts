import type { Current } from '../../domain/folder.ts';
import {
  type RevisionReference,
  type WantedTaskDefinition,
  formatRevision,
} from '../../domain/task-definition.ts';
import type { Step, Difference } from '../../domain/plan.ts';
import { canonicalTaskDefinition } from './canonical-task-definition.ts';
import { differences } from './difference.ts';

type RegisterStep = Extract<Step, { kind: 'register-task-definition' }>;

export interface PlannedTaskDefinition {
  /** Undefined if the revision that is there was made from the same content. */
  readonly step: RegisterStep | undefined;
  readonly reference: RevisionReference;
  readonly digest: string;
}

/** Decides for one family whether the revision that is there will do. */
export function planTaskDefinition(
  wanted: WantedTaskDefinition,
  current: Current,
  alwaysMake: boolean,
): PlannedTaskDefinition {
  const present = current.taskDefinitions.get(wanted.family);
  const changed = changesOf(wanted, present);
  const why = reasonToRegister(wanted.digest, present, changed, alwaysMake);
  if (present && why === undefined) {
    const { family, revision } = present;
    return { step: undefined, reference: { family, revision }, digest: wanted.digest };
  }
  const { file, family, content } = wanted;
  return {
    step: {
      kind: 'register-task-definition',
      file,
      family,
      content,
      ...(changed.length > 0 && { differences: changed }),
      why: why ?? 'new',
    },
    reference: { registered: family },
    digest: wanted.digest,
  };
}

type Present = ReturnType<Current['taskDefinitions']['get']>;

function changesOf(wanted: WantedTaskDefinition, present: Present): Difference[] {
  if (!present || 'digest' in present) return [];
  const before = canonicalTaskDefinition({ ...present.content, tags: tagList(present.tags) });
  return differences(before, canonicalTaskDefinition(wanted.content));
}

function reasonToRegister(
  digest: string,
  present: Present,
  changed: readonly Difference[],
  alwaysMake: boolean,
): string | undefined {
  if (!present) return 'new';
  if (alwaysMake) return 'always (-B)';
  if ('digest' in present) return present.digest === digest ? undefined : 'changed';
  if (changed.length === 0) return undefined;
  return `differs from ${formatRevision(present)}: ${changed.map(({ path }) => path).join(', ')}`;
}

function tagList(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
