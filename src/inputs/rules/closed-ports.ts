import type { Diagnostic } from '../../domain/diagnostic.ts';

import { isObject, type JsonObject } from '../../lib/json.ts';
import { claimsOf } from './proxy-labels.ts';
import { containersOf } from './task-view.ts';

/** The parameter of the stack with the ports that the nodes' security group opens. */
const parameter = 'ProxyPorts';

/**
 * Warns of ports that the proxy will serve and nobody outside the VPC will reach.
 *
 * @param open the value of the stack's parameter `ProxyPorts`; undefined if the template has none
 * @param parametersFile where the parameter is set
 */
export function checkClosedPorts(
  taskDefinitions: readonly { readonly file: string; readonly content: JsonObject }[],
  open: string | undefined,
  parametersFile: string,
): Diagnostic[] {
  if (open === undefined) return [];
  const opened = new Set(open.split(',').map(Number));
  return taskDefinitions.flatMap(({ file, content }): Diagnostic[] => {
    const closed = new Set(
      containersOf(content)
        .flatMap(({ value }) => (isObject(value['dockerLabels']) ? claimsOf(value['dockerLabels']) : []))
        .map(({ port }) => port)
        .filter((port) => !opened.has(port)),
    );
    return [...closed].map((port) => ({
      file,
      severity: 'warning',
      message:
        `the proxy serves port ${port}, but the nodes' security group does not open it; ` +
        `to open it, write ${parameter}=${open},${port} into ${parametersFile}`,
    }));
  });
}
