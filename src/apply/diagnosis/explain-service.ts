import type { CurrentDeployment, CurrentService } from '../../domain/service.ts';
import type { Capacity, StoppedTask } from '../../domain/cluster.ts';
import type { Aws } from '../../domain/ports/aws.ts';
import { stripVTControlCharacters } from 'node:util';

import { AwsError, type Diagnosis } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { formatCapacity, formatNeeds, taskNeeds } from '../../plan/placement/placement.ts';

import { placementCause } from './causes.ts';
import { failuresOf } from './stopped-tasks.ts';
import { deploymentOf, type Told } from './deployment-status.ts';

/** How much of a log is shown. */
const logLines = 8;
const longestLine = 160;

/**
 * Finds out why a service does not get there: how its newest tasks ended, the last lines of their log, and what
 * ECS says about placing them, with the numbers.
 *
 * @param told what this run told the service
 */
export async function explainService(
  aws: Aws,
  cluster: string,
  service: CurrentService,
  told: Told | undefined,
): Promise<Diagnosis> {
  const deployment = deploymentOf(service, told) ?? vanished(told);
  const stopped = (await advisory(() => aws.nodes.stoppedTasks(cluster))) ?? [];
  const [failures] = deployment ? failuresOf(deployment, stopped) : [];
  const definition = deployment
    ? await advisory(() =>
        aws.taskDefinitions.describe(deployment.taskDefinition.split('/').at(-1) as string),
      )
    : undefined;
  const content = definition?.content ?? {};
  if (failures) {
    const [task] = failures.tasks as [StoppedTask];
    return {
      subject: service.name,
      cause: failures.cause.name,
      lines: [...endingLines(failures.tasks), ...(await logOf(aws, content, task))].map(cut),
      hint: failures.cause.hint,
    };
  }
  const refusal = placementRefusal(service, deployment?.createdAt ?? told?.createdAt);
  if (refusal) {
    const capacity = await advisory(() => aws.nodes.capacity(cluster));
    return {
      subject: service.name,
      cause: refusal.cause.name,
      lines: [refusal.message, ...(capacity ? [arithmetic(content, capacity)] : [])].map(cut),
      hint: refusal.cause.hint,
    };
  }
  const newest = service.events.slice(0, 3).map(({ message }) => message);
  return {
    subject: service.name,
    cause: 'unknown',
    lines: newest.map(cut),
    hint: `Look at it with: aws ecs describe-services --cluster ${cluster} --services ${service.name}`,
  };
}

/** What ECS last said about placing tasks of a deployment, if that is a refusal. */
export function placementRefusal(
  { events }: CurrentService,
  since: number | undefined,
): { message: string; cause: NonNullable<ReturnType<typeof placementCause>> } | undefined {
  for (const { at, message } of events) {
    if (since !== undefined && at < since) return undefined;
    if (/has started \d+ tasks|has reached a steady state/.test(message)) return undefined;
    const cause = placementCause(message);
    if (cause) return { message, cause };
  }
  return undefined;
}

/** A look that only serves to explain: the run does not fail where it is not allowed. */
export async function advisory<Result>(look: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** A deployment that ECS shows no longer; its tasks still tell of it. */
function vanished(told: Told | undefined): CurrentDeployment | undefined {
  if (!told) return undefined;
  return {
    id: told.deployment ?? '',
    status: 'INACTIVE',
    taskDefinition: `${told.family}:${told.revision}`,
    rolloutState: undefined,
    rolloutStateReason: undefined,
    createdAt: told.createdAt,
    failedTasks: 0,
  };
}

function endingLines(tasks: readonly StoppedTask[]): string[] {
  const [newest] = tasks as [StoppedTask];
  const count = tasks.length === 1 ? 'a task stopped' : `${tasks.length} tasks stopped in the same way`;
  const containers = newest.containers
    .filter(({ exitCode, reason }) => exitCode !== undefined || reason)
    .map(({ name, exitCode, reason }) => {
      const parts = [exitCode === undefined ? undefined : `exit code ${exitCode}`, reason];
      return `container ${name}: ${parts.filter(Boolean).join(', ')}`;
    });
  return [`${count}: ${newest.stoppedReason ?? newest.stopCode ?? 'ECS gives no reason'}`, ...containers];
}

/**
 * The end of the log of the container that failed.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html for the name of a stream
 */
async function logOf(aws: Aws, content: JsonObject, task: StoppedTask): Promise<string[]> {
  const failed =
    task.containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0) ??
    task.containers.find(({ exitCode }) => exitCode === 0);
  const containers = content['containerDefinitions'];
  const container = Array.isArray(containers)
    ? containers.find((each: Json) => isObject(each) && each['name'] === failed?.name)
    : undefined;
  const log = isObject(container) ? container['logConfiguration'] : undefined;
  const options = isObject(log) && log['logDriver'] === 'awslogs' ? log['options'] : undefined;
  if (!failed || !isObject(options)) return [];
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix, 'awslogs-region': region } = options;
  if (typeof group !== 'string' || typeof prefix !== 'string') return [];
  const stream = {
    group,
    name: `${prefix}/${failed.name}/${task.id}`,
    region: typeof region === 'string' ? region : undefined,
  };
  const lines = await advisory(() => aws.logs.tail(stream, logLines));
  if (!lines || lines.length === 0) return [];
  return [`the end of its log (${group}):`, ...lines.map((line) => `  ${line}`)];
}

function arithmetic(content: JsonObject, capacity: Capacity): string {
  const needs = taskNeeds(content);
  return `A task needs ${formatNeeds(needs)}; ${formatCapacity(needs, capacity)}.`;
}

/** What a container writes is for the terminal only as text. */
function cut(line: string): string {
  const text = stripVTControlCharacters(line).replace(/\p{Cc}/gu, ' ');
  return text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text;
}
