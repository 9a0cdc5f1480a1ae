import type { TaskNeeds, Node, Group, Capacity } from '../../domain/cluster.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

/** Tasks that are to find room. */
export interface Demand {
  readonly service: string;
  readonly count: number;
  readonly needs: TaskNeeds;
}

/**
 * What ECS reserves for a task: its own sizes, or else the sum of its containers', of which memory is the
 * reservation where there is one.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function taskNeeds(definition: JsonObject): TaskNeeds {
  const containers = objects(definition['containerDefinitions']);
  const sum = (size: (container: JsonObject) => number) =>
    containers.reduce((total, container) => total + size(container), 0);
  return {
    cpu: number(definition['cpu']) || sum(({ cpu }) => number(cpu)),
    memory:
      number(definition['memory']) ||
      sum(({ memoryReservation, memory }) => number(memoryReservation ?? memory)),
    ports: containers.flatMap((container) => hostPorts(container, definition['networkMode'] ?? 'bridge')),
  };
}

/** Where the host port is not given, Docker chooses a free one; in `awsvpc` mode a task has ports of its own. */
function hostPorts(container: JsonObject, networkMode: Json): string[] {
  if (networkMode !== 'bridge' && networkMode !== 'host') return [];
  return objects(container['portMappings']).flatMap(({ hostPort, containerPort, protocol }) => {
    const port = number(hostPort) || (networkMode === 'host' ? number(containerPort) : 0);
    return port > 0 ? [`${port}/${typeof protocol === 'string' ? protocol : 'tcp'}`] : [];
  });
}

/** Whether a task finds room on an instance that there is, or may find it on one that the groups can still add. */
export function mayFindRoom(needs: TaskNeeds, capacity: Capacity): boolean {
  const hasRoom = ({ remaining: { cpu, memory, ports } }: Node) =>
    fits(needs, { cpu, memory, ports: new Set(ports) });
  return capacity.nodes.some(hasRoom) || canGrowFor(needs, capacity);
}

function canGrowFor(needs: TaskNeeds, { nodes, groups }: Capacity): boolean {
  if (maximumOf(groups) <= nodes.length) return false;
  const isLargeEnough = ({ registered }: Node) =>
    needs.cpu <= registered.cpu && needs.memory <= registered.memory;
  // Of a cluster without instances nobody knows how large they will be.
  return nodes.length === 0 || nodes.some(isLargeEnough);
}

function maximumOf(groups: readonly Group[]): number {
  return groups.reduce((total, { maximum }) => total + maximum, 0);
}

/**
 * Looks for room for all tasks, one after the other, on the instances that there are and on those that the
 * groups may still add, which are taken to be as large as the largest one.
 *
 * @returns for each service whose tasks do not all find room, a sentence with the numbers
 */
export function placementWarnings(demands: readonly Demand[], capacity: Capacity): string[] {
  const largest = capacity.nodes
    .map(({ registered }) => registered)
    .toSorted((a, b) => b.memory - a.memory || b.cpu - a.cpu)[0];
  const most = maximumOf(capacity.groups);
  // Nobody knows how large the first instance of a cluster will be, or what runs tasks in one without any.
  if (!largest) return [];
  const added = Math.max(0, most - capacity.nodes.length);
  const free = [
    ...capacity.nodes.map(({ remaining }) => remaining),
    ...Array.from({ length: added }, () => largest),
  ].map(({ cpu, memory, ports }) => ({ cpu, memory, ports: new Set(ports) }));
  return demands.flatMap(({ service, count, needs }) => {
    let placed = 0;
    for (; placed < count; placed += 1) {
      const room = free.find((node) => fits(needs, node));
      if (!room) break;
      room.cpu -= needs.cpu;
      room.memory -= needs.memory;
      for (const port of needs.ports) room.ports.add(port);
    }
    return placed < count ? [shortage(service, count, placed, needs, capacity)] : [];
  });
}

function fits(needs: TaskNeeds, node: { cpu: number; memory: number; ports: ReadonlySet<string> }): boolean {
  return (
    needs.cpu <= node.cpu && needs.memory <= node.memory && needs.ports.every((port) => !node.ports.has(port))
  );
}

function shortage(
  service: string,
  count: number,
  placed: number,
  needs: TaskNeeds,
  capacity: Capacity,
): string {
  const tasks = `${count} ${count === 1 ? 'task' : 'tasks'}`;
  const room = placed === 0 ? `no room for ${tasks}` : `room for only ${placed} of ${tasks}`;
  return `${service}: ${room} of ${formatNeeds(needs)}; ${formatCapacity(needs, capacity)}`;
}

/** Such as `1024 MiB, 256 CPU units and host port 80`. */
export function formatNeeds({ cpu, memory, ports }: TaskNeeds): string {
  const parts = [`${memory} MiB`, `${cpu} CPU units`];
  const names = ports.map((port) => port.replace(/\/tcp$/, ''));
  if (names.length > 0) parts.push(`host ${names.length === 1 ? 'port' : 'ports'} ${names.join(', ')}`);
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The arithmetic behind a refusal: what is free where there is most, the ports that are taken, and the limit. */
export function formatCapacity(needs: TaskNeeds, { nodes, groups }: Capacity): string {
  const limit = groups.length === 0 ? 'no group adds any' : `the maximum is ${maximumOf(groups)}`;
  if (nodes.length === 0) return `no instance is registered (${limit})`;
  const memory = Math.max(...nodes.map(({ remaining }) => remaining.memory));
  const cpu = Math.max(...nodes.map(({ remaining }) => remaining.cpu));
  const taken = needs.ports.map((port) => {
    const count = nodes.filter(({ remaining }) => remaining.ports.includes(port)).length;
    return `port ${port.replace(/\/tcp$/, '')} is taken on ${count}`;
  });
  const instances = nodes.length === 1 ? 'the 1 instance has' : `of ${nodes.length} instances, each has`;
  const free = `${instances} at most ${memory} MiB and ${cpu} CPU units free`;
  return `${[free, ...taken].join(', ')} (${limit})`;
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item: Json) => isObject(item)) : [];
}

function number(value: Json | undefined): number {
  return Number(value ?? 0) || 0;
}
