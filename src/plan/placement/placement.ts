import type { Capacity, Group, ResourceRequirements } from '../../domain/cluster.ts';
import type { ContainerContent, ServiceContent, TaskDefinitionContent } from '../../domain/content.ts';
import type { Current, Wanted } from '../../domain/folder.ts';
import type { Plan, StepOf } from '../../domain/plan.ts';
import type { CurrentService, WantedService } from '../../domain/service.ts';
import { plural } from '../../lib/text.ts';
import { canonicalTaskDefinition } from '../load/canonical-task-definition.ts';

/** Tasks that need room. */
export interface Demand {
  readonly service: string;
  readonly count: number;
  readonly requirements: ResourceRequirements;
}

/**
 * The tasks that a plan adds to the cluster's instances: all tasks of a new service; of an updated service the tasks
 * that it gets more of, and one more, since ECS starts new tasks beside the old ones unless old ones may stop first.
 * Services on Fargate, daemons, and task definitions that this folder does not have are left out, and so is a cluster
 * without instances.
 */
export function demandsOf({ steps }: Plan, wanted: Wanted, current: Current): Demand[] {
  if (!current.hasInstances) return [];
  return steps.flatMap((step): Demand[] => {
    if (step.kind !== 'create-service' && step.kind !== 'update-service') return [];
    const service = wanted.services.find(({ name }) => name === step.service);
    if (!service || !usesInstances(service.content)) return [];
    const { taskDefinition } = service;
    const definition = wanted.taskDefinitions.find(
      ({ family }) => taskDefinition.kind === 'of-folder' && family === taskDefinition.family,
    );
    if (!definition) return [];
    const count = addedTasks(step, service, current.services.get(step.service));
    const requirements = requirementsOf(definition.content);
    return count > 0 ? [{ service: service.name, count, requirements }] : [];
  });
}

function addedTasks(
  step: StepOf<'create-service' | 'update-service'>,
  service: WantedService,
  present: CurrentService | undefined,
): number {
  const { desiredCount } = service;
  if (step.kind === 'create-service' || !present) return desiredCount ?? 1;
  const more = desiredCount === undefined ? 0 : Math.max(0, desiredCount - present.desiredCount);
  return more + (isDeployment(step) && startsBeside(service) ? 1 : 0);
}

/** Whether ECS replaces tasks; a change of the count alone only starts what is missing. */
function isDeployment({ differences = [] }: StepOf<'update-service'>): boolean {
  return differences.length === 0 || differences.some(({ path }) => path !== 'desiredCount');
}

function usesInstances({
  launchType,
  schedulingStrategy,
  capacityProviderStrategy,
}: ServiceContent): boolean {
  const isFargate = capacityProviderStrategy?.some((entry) => entry.capacityProvider?.startsWith('FARGATE'));
  return schedulingStrategy !== 'DAEMON' && (launchType ?? 'EC2') === 'EC2' && !isFargate;
}

/** Whether ECS starts a new task before it stops an old one. */
function startsBeside({ content, desiredCount }: WantedService): boolean {
  return (content.deploymentConfiguration?.minimumHealthyPercent ?? 100) >= 100 && desiredCount !== 0;
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
export function mayFindRoom(requirements: ResourceRequirements, { instances, groups }: Capacity): boolean {
  if (instances.some(({ remaining }) => fits(requirements, remaining))) return true;
  if (maximumOf(groups) <= instances.length) return false;
  // The size of the first instance of a cluster is not known.
  return (
    instances.length === 0 ||
    instances.some(({ registered }) => fits({ ...requirements, ports: [] }, registered))
  );
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
  ].map(({ cpu, memory, ports }) => ({ cpu, memory, ports: [...ports] }));
  return demands.flatMap(({ service, count, requirements }) => {
    let placed = 0;
    for (; placed < count; placed += 1) {
      const room = free.find((instance) => fits(requirements, instance));
      if (!room) break;
      room.cpu -= requirements.cpu;
      room.memory -= requirements.memory;
      room.ports.push(...requirements.ports);
    }
    if (placed === count) return [];
    const tasks = plural(count, 'task');
    const room = placed === 0 ? `no room for ${tasks}` : `room for only ${placed} of ${tasks}`;
    const needs = formatRequirements(requirements);
    return [`${service}: ${room} of ${needs}; ${formatCapacity(requirements, capacity)}`];
  });
}

function fits(requirements: ResourceRequirements, instance: ResourceRequirements): boolean {
  return (
    requirements.cpu <= instance.cpu &&
    requirements.memory <= instance.memory &&
    requirements.ports.every((port) => !instance.ports.includes(port))
  );
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
