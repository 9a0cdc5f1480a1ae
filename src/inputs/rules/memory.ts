import type { JsonObject } from '../../lib/json.ts';
import { error, numberOf, warning, type Finding } from '../finding.ts';
import { shortened } from '../schema/messages.ts';
import { hasPlaceholder } from './placeholders.ts';
import { containersOf, type Container } from './task-view.ts';

/** What Docker 20.10 keeps for a container anyway; ECS takes less. */
const leastUseful = 6;

/**
 * Memory and CPU of the containers, and of the task.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (memory,
 * memoryReservation, cpu) and API_RegisterTaskDefinition.html (cpu, memory). ECS's own word for a missing one:
 * "At least one of 'memory' or 'memoryReservation' must be specified".
 */
export function checkMemory(task: JsonObject): Finding[] {
  const containers = containersOf(task);
  const findings = containers.flatMap((container) => checkContainer(container, task));
  const memory = mebibytes(task['memory']);
  const cpu = cpuUnits(task['cpu']);
  if (memory !== undefined) {
    for (const { value, path } of containers) {
      for (const name of ['memory', 'memoryReservation']) {
        const own = numberOf(value[name]);
        if (own === undefined || own <= memory) continue;
        findings.push(
          warning([...path, name], `${name} is ${own} MiB, more than the ${memory} MiB of the task`),
        );
      }
    }
  }
  if (cpu !== undefined) {
    const sum = containers.reduce((total, { value }) => total + (numberOf(value['cpu']) ?? 0), 0);
    if (sum > cpu) {
      findings.push(warning(['cpu'], `the containers ask for ${sum} CPU units, more than the task's ${cpu}`));
    }
  }
  return [...findings, ...checkTask(task)];
}

function checkContainer({ value, path }: Container, task: JsonObject): Finding[] {
  const memory = numberOf(value['memory']);
  const reservation = numberOf(value['memoryReservation']);
  const findings: Finding[] = [];
  for (const [name, amount] of Object.entries({
    memory,
    memoryReservation: reservation,
    cpu: value['cpu'],
  })) {
    if (typeof amount === 'number' && amount < 0) {
      findings.push(error([...path, name], `${name} is ${amount}, but cannot be less than 0`));
    }
  }
  if (findings.length > 0) return findings;
  const hasOwn = [value['memory'], value['memoryReservation']].some(
    (amount) => amount !== undefined && amount !== 0,
  );
  if (!hasOwn && task['memory'] === undefined) {
    const message =
      'a container needs "memoryReservation": MiB (what it is given at least) or "memory": MiB (its limit)';
    findings.push(error(path, message));
  }
  if (memory !== undefined && reservation !== undefined && memory > 0 && memory < reservation) {
    const message = `memory is ${memory}, less than memoryReservation (${reservation}); the limit must be the higher one`;
    findings.push(error([...path, 'memory'], message));
  }
  for (const [name, amount] of Object.entries({ memory, memoryReservation: reservation })) {
    if (amount !== undefined && amount > 0 && amount < leastUseful) {
      const message = `${name} is ${amount} MiB, but Docker needs ${leastUseful} for a container`;
      findings.push(warning([...path, name], message));
    }
  }
  return findings;
}

function checkTask(task: JsonObject): Finding[] {
  const findings: Finding[] = [];
  const { cpu, memory } = task;
  if (typeof cpu === 'string' && !hasPlaceholder(cpu) && cpuUnits(cpu) === undefined) {
    findings.push(error(['cpu'], `cpu is ${shortened(cpu)}: write units such as "256", or "0.25 vCPU"`));
  }
  if (typeof memory === 'string' && !hasPlaceholder(memory) && mebibytes(memory) === undefined) {
    findings.push(error(['memory'], `memory is ${shortened(memory)}: write MiB such as "512", or "0.5 GB"`));
  }
  return findings;
}

/** The `cpu` of a task in units, of which a vCPU has 1,024. */
export function cpuUnits(value: unknown): number | undefined {
  const [, amount, unit] = /^\s*(\d*\.?\d+)\s*(vcpus?)?\s*$/i.exec(String(value)) ?? [];
  if (typeof value !== 'string' || amount === undefined) return undefined;
  if (unit) return Number(amount) * 1024;
  return /^\d+$/.test(amount) ? Number(amount) : undefined;
}

/** The `memory` of a task in MiB. */
export function mebibytes(value: unknown): number | undefined {
  const [, amount, unit] = /^\s*(\d*\.?\d+)\s*(gb|mb|gib|mib)?\s*$/i.exec(String(value)) ?? [];
  if (typeof value !== 'string' || amount === undefined) return undefined;
  if (unit && /^g/i.test(unit)) return Number(amount) * 1024;
  return /^\d+$/.test(amount) ? Number(amount) : undefined;
}
