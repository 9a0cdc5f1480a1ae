import type { TaskDefinitionReference } from '../../domain/task-definition.ts';

interface Candidate {
  /** The name of its file. */
  readonly name: string;
  readonly family: string;
}

/**
 * Finds what a service file's `taskDefinition` means: the name of a file, the family with or without the
 * prefix; for one that this folder does not hold, the names to look up in AWS.
 *
 * A revision that the file names is kept: such a service does not follow changes of a file.
 */
export function matchTaskDefinition(
  reference: string,
  candidates: readonly Candidate[],
  withPrefix: (name: string) => string,
): TaskDefinitionReference {
  const name = reference.replace(/^arn:.*:task-definition\//, '');
  const family = withPrefix(name);
  const match =
    candidates.find((candidate) => candidate.name === name) ??
    candidates.find((candidate) => candidate.family === name || candidate.family === family);
  if (match) return { kind: 'of-folder', family: match.family };
  if (name !== reference) return { kind: 'elsewhere', names: [reference] };
  return { kind: 'elsewhere', names: [...new Set([family, name])] };
}
