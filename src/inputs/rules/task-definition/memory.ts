import type { JsonObject } from '../../../lib/json.ts';
import { error, warning, numberOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { cpuUnits, mebibytes } from '../view/amounts.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { containersOf, type Container } from '../view/task-view.ts';

/** Docker's minimum since 20.10; ECS accepts less. */
const leastUseful = 6;

/**
 * Memory and CPU of the containers, and of the task.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (memory,
 * memoryReservation, cpu) and API_RegisterTaskDefinition.html (cpu, memory). ECS's own word for a missing one:
 * "At least one of 'memory' or 'memoryReservation' must be specified".
 */
export const memoryRule: Rule = { id: 'task-definition/memory', page: apiPage('ContainerDefinition'), check };

function check({ content: task }: ContentView): PathDiagnostic[] {
  const containers = containersOf(task);
  const diagnostics = containers.flatMap((container) => checkContainer(container, task));
  const memory = mebibytes(task['memory']) ?? Infinity;
  const cpu = cpuUnits(task['cpu']);
  for (const { value, path } of containers) {
    for (const name of ['memory', 'memoryReservation']) {
      const own = numberOf(value[name]);
      if (own === undefined || own <= memory) continue;
      const message = `${name} is ${own} MiB, more than the ${memory} MiB of the task`;
      diagnostics.push(warning([...path, name], message));
    }
  }
  const sum = containers.reduce((total, { value }) => total + (numberOf(value['cpu']) ?? 0), 0);
  if (cpu !== undefined && sum > cpu) {
    const message = `the containers ask for ${sum} CPU units, more than the task's ${cpu}`;
    diagnostics.push(warning(['cpu'], message));
  }
  return [...diagnostics, ...checkTask(task)];
}

function checkContainer({ value, path }: Container, task: JsonObject): PathDiagnostic[] {
  const memory = numberOf(value['memory']);
  const reservation = numberOf(value['memoryReservation']);
  const diagnostics: PathDiagnostic[] = [];
  for (const name of ['memory', 'memoryReservation', 'cpu']) {
    const amount = numberOf(value[name]) ?? 0;
    if (amount < 0) {
      diagnostics.push(error([...path, name], `${name} is ${amount}, but cannot be less than 0`));
    }
  }
  if (diagnostics.length > 0) return diagnostics;
  const hasOwn = [value['memory'], value['memoryReservation']].some(
    (amount) => amount !== undefined && amount !== 0,
  );
  if (!hasOwn && task['memory'] === undefined) {
    const message =
      'a container needs "memoryReservation": MiB (what it is given at least) or "memory": MiB (its limit)';
    diagnostics.push(error(path, message));
  }
  if (memory && reservation && memory < reservation) {
    const message = `memory is ${memory}, less than memoryReservation (${reservation}); the limit must be the higher one`;
    diagnostics.push(error([...path, 'memory'], message));
  }
  for (const [name, amount] of Object.entries({ memory, memoryReservation: reservation })) {
    if (amount !== undefined && amount > 0 && amount < leastUseful) {
      const message = `${name} is ${amount} MiB, but Docker needs ${leastUseful} for a container`;
      diagnostics.push(warning([...path, name], message));
    }
  }
  return diagnostics;
}

function checkTask(task: JsonObject): PathDiagnostic[] {
  const diagnostics: PathDiagnostic[] = [];
  const { cpu, memory } = task;
  if (typeof cpu === 'string' && !hasPlaceholder(cpu) && cpuUnits(cpu) === undefined) {
    diagnostics.push(error(['cpu'], `cpu is ${shortened(cpu)}: write units such as "256", or "0.25 vCPU"`));
  }
  if (typeof memory === 'string' && !hasPlaceholder(memory) && mebibytes(memory) === undefined) {
    diagnostics.push(
      error(['memory'], `memory is ${shortened(memory)}: write MiB such as "512", or "0.5 GB"`),
    );
  }
  return diagnostics;
}
