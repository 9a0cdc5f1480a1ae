import type { Capacity, Group, Instance, ResourceRequirements } from '../../domain/cluster.ts';
import type { ContainerContent, TaskDefinitionContent } from '../../domain/content.ts';
import { canonicalTaskDefinition } from '../load/canonical-task-definition.ts';

/** Tasks that need room. */
export interface Demand {
  readonly service: string;
  readonly count: number;
  readonly requirements: ResourceRequirements;
}

/**
 * What ECS reserves for a task: its own sizes, or else the sum of its containers', of which memory is the
 * reservation where there is one.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function requirementsOf(content: TaskDefinitionContent): ResourceRequirements {
  // The canonical form has the sizes in units and MiB; its members are those of a task definition.
  const {
    cpu,
    memory,
    networkMode,
    containerDefinitions = [],
  }: TaskDefinitionContent = canonicalTaskDefinition(content);
  const sum = (size: (container: ContainerContent) => number | undefined) =>
    containerDefinitions.reduce((total, container) => total + (size(container) ?? 0), 0);
  return {
    cpu: Number(cpu) || sum((container) => container.cpu),
    memory: Number(memory) || sum((container) => container.memoryReservation ?? container.memory),
    ports: containerDefinitions.flatMap((container) => hostPorts(container, networkMode ?? 'bridge')),
  };
}

/** Where the host port is not given, Docker chooses a free one; in `awsvpc` mode a task has ports of its own. */
function hostPorts({ portMappings = [] }: ContainerContent, networkMode: string): string[] {
  if (networkMode !== 'bridge' && networkMode !== 'host') return [];
  return portMappings.flatMap(({ hostPort, containerPort, protocol = 'tcp' }) => {
    const port = hostPort || (networkMode === 'host' ? containerPort : 0);
    return port ? [`${port}/${protocol}`] : [];
  });
}

/** Whether an instance has room for a task, or one that the groups can still add may have it. */
export function mayFindRoom(requirements: ResourceRequirements, capacity: Capacity): boolean {
  const hasRoom = ({ remaining: { cpu, memory, ports } }: Instance) =>
    fits(requirements, { cpu, memory, ports: new Set(ports) });
  return capacity.instances.some(hasRoom) || canGrowFor(requirements, capacity);
}

function canGrowFor(requirements: ResourceRequirements, { instances, groups }: Capacity): boolean {
  if (maximumOf(groups) <= instances.length) return false;
  const isLargeEnough = ({ registered }: Instance) =>
    requirements.cpu <= registered.cpu && requirements.memory <= registered.memory;
  // The size of the first instance of a cluster is not known.
  return instances.length === 0 || instances.some(isLargeEnough);
}

function maximumOf(groups: readonly Group[]): number {
  return groups.reduce((total, { maximum }) => total + maximum, 0);
}

/**
 * Looks for room for all tasks, one after the other, on the instances that exist and on those that the groups may
 * still add, which are assumed to be as large as the largest one.
 *
 * @returns for each service whose tasks do not all find room, a sentence with the numbers
 */
export function placementWarnings(demands: readonly Demand[], capacity: Capacity): string[] {
  const largest = capacity.instances
    .map(({ registered }) => registered)
    .toSorted((a, b) => b.memory - a.memory || b.cpu - a.cpu)[0];
  const most = maximumOf(capacity.groups);
  // The size of the first instance of a cluster is not known.
  if (!largest) return [];
  const added = Math.max(0, most - capacity.instances.length);
  const free = [
    ...capacity.instances.map(({ remaining }) => remaining),
    ...Array.from({ length: added }, () => largest),
  ].map(({ cpu, memory, ports }) => ({ cpu, memory, ports: new Set(ports) }));
  return demands.flatMap(({ service, count, requirements }) => {
    let placed = 0;
    for (; placed < count; placed += 1) {
      const room = free.find((instance) => fits(requirements, instance));
      if (!room) break;
      room.cpu -= requirements.cpu;
      room.memory -= requirements.memory;
      for (const port of requirements.ports) room.ports.add(port);
    }
    return placed < count ? [shortage(service, count, placed, requirements, capacity)] : [];
  });
}

function fits(
  requirements: ResourceRequirements,
  instance: { cpu: number; memory: number; ports: ReadonlySet<string> },
): boolean {
  return (
    requirements.cpu <= instance.cpu &&
    requirements.memory <= instance.memory &&
    requirements.ports.every((port) => !instance.ports.has(port))
  );
}

function shortage(
  service: string,
  count: number,
  placed: number,
  requirements: ResourceRequirements,
  capacity: Capacity,
): string {
  const tasks = `${count} ${count === 1 ? 'task' : 'tasks'}`;
  const room = placed === 0 ? `no room for ${tasks}` : `room for only ${placed} of ${tasks}`;
  return `${service}: ${room} of ${formatRequirements(requirements)}; ${formatCapacity(requirements, capacity)}`;
}

/** Such as `1024 MiB, 256 CPU units and host port 80`. */
export function formatRequirements({ cpu, memory, ports }: ResourceRequirements): string {
  const parts = [`${memory} MiB`, `${cpu} CPU units`];
  const names = ports.map((port) => port.replace(/\/tcp$/, ''));
  if (names.length > 0) parts.push(`host ${names.length === 1 ? 'port' : 'ports'} ${names.join(', ')}`);
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The numbers behind a refusal: the most that is free on an instance, the ports that are taken, and the limit. */
export function formatCapacity(requirements: ResourceRequirements, { instances, groups }: Capacity): string {
  const limit = groups.length === 0 ? 'no group adds any' : `the maximum is ${maximumOf(groups)}`;
  if (instances.length === 0) return `no instance is registered (${limit})`;
  const memory = Math.max(...instances.map(({ remaining }) => remaining.memory));
  const cpu = Math.max(...instances.map(({ remaining }) => remaining.cpu));
  const taken = requirements.ports.map((port) => {
    const count = instances.filter(({ remaining }) => remaining.ports.includes(port)).length;
    return `port ${port.replace(/\/tcp$/, '')} is taken on ${count}`;
  });
  const where = instances.length === 1 ? 'the 1 instance has' : `of ${instances.length} instances, each has`;
  const free = `${where} at most ${memory} MiB and ${cpu} CPU units free`;
  return `${[free, ...taken].join(', ')} (${limit})`;
}
