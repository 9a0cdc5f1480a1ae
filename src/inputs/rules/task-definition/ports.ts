import type { JsonObject } from '../../../lib/json.ts';
import {
  error,
  warning,
  numberOf,
  repeated,
  textOf,
  type PathDiagnostic,
  type ObjectAt,
} from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { containersOf, listOf, networkModeOf } from '../view/task-view.ts';

/**
 * Ports of the node that SSH, Docker and the ECS agent use: ECS never places a task that asks for one.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html (hostPort)
 */
const reservedPorts = new Set([22, 2375, 2376, 51678, 51679, 51680]);

/**
 * Port mappings of the containers.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html. ECS says "Invalid
 * 'containerPort' setting for container", "When networkMode=awsvpc, the host ports and container ports in port
 * mappings must match" (also for host), and "TCP host port '3000' is mapped multiple times in task".
 */
export const portsRule: Rule = { id: 'task-definition/ports', page: apiPage('PortMapping'), check };

function check({ content: task }: ContentView): PathDiagnostic[] {
  const mode = networkModeOf(task);
  const mappings = containersOf(task).flatMap((container) => listOf(container, 'portMappings'));
  const diagnostics = mappings.flatMap((mapping) => checkMapping(mapping, mode));
  if (mode === 'none' && mappings[0]) {
    const message = 'networkMode none has no ports; leave portMappings out, or choose another networkMode';
    diagnostics.push(error(mappings[0].path.slice(0, -1), message));
  }
  for (const { value, key } of repeated(mappings, ({ value: mapping }) => heldPort(mapping, mode))) {
    const message = `another mapping of this file holds port ${key} as well; choose another one`;
    diagnostics.push(error([...value.path, 'hostPort'], message));
  }
  for (const { value, key } of repeated(mappings, ({ value: mapping }) => textOf(mapping['name']))) {
    diagnostics.push(warning([...value.path, 'name'], `another mapping is called '${key}' as well`));
  }
  return diagnostics;
}

/** `80/tcp`: what no two containers of a task can hold on one address. */
function heldPort(mapping: JsonObject, mode: string): string | undefined {
  const shared = mode === 'awsvpc' || mode === 'host';
  const port = numberOf(mapping['hostPort']) || (shared ? numberOf(mapping['containerPort']) : undefined);
  return port ? `${port}/${mapping['protocol'] === 'udp' ? 'udp' : 'tcp'}` : undefined;
}

function checkMapping({ value, path }: ObjectAt, mode: string): PathDiagnostic[] {
  const { containerPort, hostPort, containerPortRange } = value;
  const diagnostics: PathDiagnostic[] = [];
  for (const [name, port] of Object.entries({ containerPort, hostPort })) {
    if (typeof port === 'number' && !(port >= 0 && port <= 65_535)) {
      diagnostics.push(error([...path, name], `${name} is ${port}, but ports go from 1 to 65535`));
    }
  }
  if (diagnostics.length > 0) return diagnostics;
  if ((containerPort === undefined || containerPort === 0) && containerPortRange === undefined) {
    diagnostics.push(error(path, 'a port mapping needs "containerPort": the port inside the container'));
  }
  const isBound = typeof hostPort === 'number' && hostPort !== 0 && typeof containerPort === 'number';
  if (isBound && (mode === 'awsvpc' || mode === 'host') && hostPort !== containerPort) {
    const message = `hostPort is ${hostPort} and containerPort ${containerPort}, but with networkMode ${mode} they are the same; leave hostPort out`;
    diagnostics.push(error([...path, 'hostPort'], message));
  }
  if (isBound && mode === 'bridge' && reservedPorts.has(hostPort)) {
    const message = `hostPort ${hostPort} belongs to the node itself, so that no node can run the task; choose another one`;
    diagnostics.push(warning([...path, 'hostPort'], message));
  }
  return [...diagnostics, ...checkRange(value, path)];
}

function checkRange(mapping: JsonObject, path: ObjectAt['path']): PathDiagnostic[] {
  const range = mapping['containerPortRange'];
  if (typeof range !== 'string' || hasPlaceholder(range)) return [];
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(range) ?? [];
  if (first === undefined || Number(first) < 1 || Number(last) > 65_535 || Number(first) >= Number(last)) {
    const message = `containerPortRange is ${shortened(range)}: write the lower and the higher port, as in "8000-8010"`;
    return [error([...path, 'containerPortRange'], message)];
  }
  if (!mapping['hostPort']) return [];
  const message = 'hostPort and containerPortRange exclude each other; leave hostPort out';
  return [error([...path, 'hostPort'], message)];
}
