import type { JsonObject } from '../../../lib/json.ts';
import {
  error,
  warning,
  numberOf,
  objectOf,
  objectsIn,
  textOf,
  type PathDiagnostic,
} from '../../document/values.ts';
import type { ContentView, Rule } from '../rule.ts';
import { cpuUnits, mebibytes } from '../view/amounts.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { containersOf, isFilled, listOf, type Container } from '../view/task-view.ts';

/** MiB of memory from, to and in steps of, by CPU units. */
const sizes: Readonly<Record<number, readonly [from: number, to: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16_384: [32_768, 122_880, 8192],
};

/** The largest size that this program knows; AWS may have added larger ones. */
const largestCpu = 16_384;

/**
 * What ECS requires of a task definition whose `requiresCompatibilities` names FARGATE.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html and API_RegisterTaskDefinition.html
 * (cpu, memory). ECS says "Fargate only supports network mode 'awsvpc'", "Fargate requires that 'cpu' be defined
 * at the task level", "No Fargate configuration exists for given values", "Fargate compatible task definitions do
 * not support sourcePath" and "Tasks using the Fargate launch type do not support ipcMode". What is only
 * documented as not supported is a warning.
 */
export const fargateRule: Rule = {
  id: 'task-definition/fargate',
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html',
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  const platforms = task['requiresCompatibilities'];
  if (!Array.isArray(platforms) || !platforms.includes('FARGATE')) return [];
  return [
    ...checkNetwork(task),
    ...checkSize(task),
    ...checkVolumes(task),
    ...checkTaskMembers(task),
    ...containersOf(task).flatMap((container) => checkContainer(container, task)),
  ];
}

function checkNetwork(task: JsonObject): PathDiagnostic[] {
  const mode = task['networkMode'];
  if (mode === 'awsvpc') return [];
  if (mode === undefined) return [error([], 'Fargate needs "networkMode": "awsvpc"')];
  if (typeof mode !== 'string' || !['bridge', 'host', 'none'].includes(mode)) return [];
  return [error(['networkMode'], `networkMode is "${mode}", but Fargate knows only awsvpc`)];
}

function checkSize(task: JsonObject): PathDiagnostic[] {
  const examples = { cpu: 256, memory: 512 };
  const missing = Object.entries(examples).filter(([name]) => task[name] === undefined);
  if (missing.length > 0) {
    return missing.map(([name, example]) =>
      error([], `Fargate needs "${name}": "${example}" of the task itself, beside containerDefinitions`),
    );
  }
  const cpu = cpuUnits(task['cpu']);
  const memory = mebibytes(task['memory']);
  if (cpu === undefined || memory === undefined) return [];
  const size = sizes[cpu];
  if (!size && cpu > largestCpu) return [];
  if (!size) {
    const message = `Fargate has no tasks with ${cpu} CPU units; write ${Object.keys(sizes).join(', ')}`;
    return [error(['cpu'], message)];
  }
  const [from, to, step] = size;
  if (memory >= from && memory <= to && memory % step === 0) return [];
  // The smallest has half a GB and then whole ones.
  const choices = cpu === 256 ? '512, 1024 or 2048' : `${from} to ${to} in steps of ${step}`;
  const message = `Fargate has no task with ${cpu} CPU units and ${memory} MiB; write a memory of ${choices}`;
  return [error(['memory'], message)];
}

function checkVolumes(task: JsonObject): PathDiagnostic[] {
  return objectsIn(task['volumes'], ['volumes']).flatMap(({ value, path }) => {
    if (textOf(objectOf(value['host'])['sourcePath']) !== undefined) {
      const message = 'Fargate has no folders of a node; leave "host" out, or use efsVolumeConfiguration';
      return [error([...path, 'host', 'sourcePath'], message)];
    }
    if (!isFilled(value['dockerVolumeConfiguration'])) return [];
    return [warning([...path, 'dockerVolumeConfiguration'], 'Fargate does not support Docker volumes')];
  });
}

function checkTaskMembers(task: JsonObject): PathDiagnostic[] {
  const diagnostics: PathDiagnostic[] = [];
  if (textOf(task['ipcMode']) !== undefined) {
    diagnostics.push(error(['ipcMode'], 'Fargate does not support ipcMode; leave it out'));
  }
  if (task['pidMode'] === 'host') {
    diagnostics.push(warning(['pidMode'], 'Fargate supports only pidMode task'));
  }
  if (isFilled(task['placementConstraints'])) {
    diagnostics.push(warning(['placementConstraints'], 'Fargate does not support placementConstraints'));
  }
  const size = numberOf(objectOf(task['ephemeralStorage'])['sizeInGiB']);
  if (size !== undefined && (size < 20 || size > 200)) {
    const message = `sizeInGiB is ${size}, but Fargate gives a task 21 to 200`;
    diagnostics.push(error(['ephemeralStorage', 'sizeInGiB'], message));
  }
  return diagnostics;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html (logDriver) */
const logDrivers = ['awslogs', 'splunk', 'awsfirelens'];

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const ecrImage = /^\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com(\.cn)?\//;

function checkContainer(container: Container, task: JsonObject): PathDiagnostic[] {
  const { value, path } = container;
  const diagnostics: PathDiagnostic[] = [];
  if (value['privileged'] === true) {
    diagnostics.push(
      error([...path, 'privileged'], 'Fargate does not run privileged containers; leave it out'),
    );
  }
  const driver = textOf(objectOf(value['logConfiguration'])['logDriver']);
  if (driver && !logDrivers.includes(driver) && !hasPlaceholder(driver)) {
    const message = `Fargate does not know the log driver ${driver}; write ${logDrivers.join(', ')}`;
    diagnostics.push(error([...path, 'logConfiguration', 'logDriver'], message));
  }
  // ECS: "Fargate requires task definition to have execution role ARN to support log driver awslogs."
  if (driver === 'awslogs' && textOf(task['executionRoleArn']) === undefined) {
    const message =
      'with awslogs, Fargate needs an "executionRoleArn": "…" of the task, beside containerDefinitions';
    diagnostics.push(error([...path, 'logConfiguration', 'logDriver'], message));
  }
  // ECS: "Fargate requires task definition to have execution role ARN to support ECR images."
  const image = textOf(value['image']) ?? '';
  if (ecrImage.test(image) && textOf(task['executionRoleArn']) === undefined) {
    const message =
      'to pull from ECR, Fargate needs an "executionRoleArn": "…" of the task, beside containerDefinitions';
    diagnostics.push(error([...path, 'image'], message));
  }
  const linux = objectOf(value['linuxParameters']);
  for (const name of ['devices', 'sharedMemorySize', 'maxSwap', 'swappiness']) {
    if (linux[name] === undefined || (typeof linux[name] === 'object' && !isFilled(linux[name]))) continue;
    diagnostics.push(warning([...path, 'linuxParameters', name], `Fargate does not support ${name}`));
  }
  if (listOf(container, 'resourceRequirements').some(({ value: { type } }) => type === 'GPU')) {
    diagnostics.push(warning([...path, 'resourceRequirements'], 'Fargate has no GPUs'));
  }
  const stop = numberOf(value['stopTimeout']);
  if (stop !== undefined && stop > 120) {
    diagnostics.push(
      warning([...path, 'stopTimeout'], `stopTimeout is ${stop}, but Fargate waits at most 120 seconds`),
    );
  }
  return diagnostics;
}
