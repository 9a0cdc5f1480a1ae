import { warning } from '../../document/values.ts';
import type { FolderDiagnostic, FolderRule, FolderView } from '../rule.ts';
import { claimsOf } from '../view/claims.ts';

/** Ports that the proxy will serve and that the nodes' security group does not open. */
export const closedPortsRule: FolderRule = {
  id: 'folder/closed-ports',
  page: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  check,
};

function check({ taskDefinitions, openPorts }: FolderView): FolderDiagnostic[] {
  if (!openPorts) return [];
  const { value, parametersFile } = openPorts;
  const open = new Set(value.split(',').map(Number));
  return taskDefinitions.flatMap(({ source }) => {
    const closed = new Map(
      claimsOf(source.content).flatMap(({ port, path }) => (open.has(port) ? [] : [[port, path] as const])),
    );
    return [...closed].map(([port, path]) => ({
      source,
      ...warning(
        [...path, 'proxy.ports'],
        `the proxy serves port ${port}, but the nodes' security group does not open it; ` +
          `to open it, write ProxyPorts=${value},${port} into ${parametersFile}`,
      ),
    }));
  });
}
