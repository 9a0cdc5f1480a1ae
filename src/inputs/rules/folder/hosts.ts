import { warning } from '../../document/values.ts';
import type { TaskDefinitionInput } from '../../input.ts';
import type { FolderDiagnostic, FolderRule, FolderView, Sourced } from '../rule.ts';
import { claimsOf } from '../view/claims.ts';

/** A host and port that two task definitions claim. */
export const hostsRule: FolderRule = {
  id: 'folder/hosts',
  page: 'https://caddyserver.com/docs/caddyfile/concepts#addresses',
  check,
};

function check({ taskDefinitions }: FolderView): FolderDiagnostic[] {
  const first = new Map<string, Sourced<TaskDefinitionInput>>();
  return taskDefinitions.flatMap((task) =>
    claimsOf(task.source.content).flatMap(({ host, port, path }): FolderDiagnostic[] => {
      const claim = `${host}:${port}`;
      const other = first.get(claim) ?? task;
      first.set(claim, other);
      if (other.family === task.family) return [];
      const message = `${claim} is claimed by ${other.file} as well, and requests would go to either; choose another host or port`;
      return [{ source: task.source, ...warning([...path, 'proxy.host'], message) }];
    }),
  );
}
