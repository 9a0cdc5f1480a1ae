import type { ResourceChange } from '../../domain/stack.ts';

/** Resources that hold what cannot be made again: the data, and everything that runs. */
const precious: readonly { readonly type: string; readonly loss: string }[] = [
  { type: 'AWS::EFS::FileSystem', loss: 'the file system with its data' },
  { type: 'AWS::ECS::Cluster', loss: 'the cluster with all its services' },
];

/** For each change that would take away data or the cluster, a sentence that says so. */
export function dangers(changes: readonly ResourceChange[]): string[] {
  return changes.flatMap(({ action, resource, type, replacement }) => {
    const loss = precious.find((each) => each.type === type)?.loss;
    if (!loss) return [];
    if (action === 'Remove') return [`${resource} would be removed: ${loss}`];
    if (replacement === 'True') return [`${resource} would be replaced: ${loss}`];
    if (replacement === 'Conditional') return [`${resource} might be replaced: ${loss}`];
    return [];
  });
}
