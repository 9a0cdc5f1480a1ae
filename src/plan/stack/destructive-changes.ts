import { UsageError } from '../../errors.ts';
import type { ResourceChange } from '../../domain/stack.ts';

/** Resources that hold what cannot be made again: the data, and everything that runs. */
const irreplaceable: Readonly<Record<string, string>> = {
  'AWS::EFS::FileSystem': 'the file system with its data',
  'AWS::ECS::Cluster': 'the cluster with all its services',
};

/** A sentence for each change that would delete data or the cluster. */
export function destructiveChanges(changes: readonly ResourceChange[]): string[] {
  return changes.flatMap(({ action, resource, type, replacement }) => {
    const loss = irreplaceable[type];
    if (loss === undefined) return [];
    if (action === 'Remove') return [`${resource} would be removed: ${loss}`];
    if (replacement === 'True') return [`${resource} would be replaced: ${loss}`];
    if (replacement === 'Conditional') return [`${resource} might be replaced: ${loss}`];
    return [];
  });
}

/** The refusal of an update with such changes. */
export function destructiveUpdate(losses: readonly string[]): UsageError {
  return new UsageError(
    `the stack was not updated: ${losses.join('; ')}`,
    "Undo the change of the template or the parameters ('ecs-efs -n up' shows it); " +
      'or, if the loss is intended, repeat the command with --allow-replacement.',
  );
}
