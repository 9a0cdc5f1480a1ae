import { stripVTControlCharacters } from 'node:util';
import type { StoppedTask } from '../../domain/cluster.ts';
import type { TaskDefinitionContent } from '../../domain/content.ts';
import type { Aws } from '../../domain/ports/aws.ts';
import { formatRevision } from '../../domain/revision.ts';
import type { CurrentService } from '../../domain/service.ts';
import type { Diagnosis } from '../../errors.ts';
import { lastSegment } from '../../lib/text.ts';
import { formatCapacity, formatRequirements, requirementsOf } from '../../plan/placement/placement.ts';
import { bestEffort } from './best-effort.ts';
import { deploymentOf, type TargetDeployment } from './deployment-status.ts';
import { placementRefusal } from './placement-refusal.ts';
import { failuresOf } from './task-causes.ts';

/** How many lines of a log are shown, and how many characters of each. */
const logLines = 8;
const longestLine = 160;

/**
 * Finds out why a service does not become steady: how its newest tasks stopped, the last lines of their log, and what
 * ECS says about placing them, with the numbers.
 *
 * @param target the deployment that this run asked for
 */
export async function explainService(
  aws: Aws,
  service: CurrentService,
  { cluster, target }: { readonly cluster: string; readonly target: TargetDeployment | undefined },
): Promise<Diagnosis> {
  // The tasks of a deployment that ECS no longer shows still name it.
  const vanished = target && {
    ...target,
    id: target.deployment ?? '',
    taskDefinition: formatRevision(target),
  };
  const deployment = deploymentOf(service, target) ?? vanished;
  const stopped = (await bestEffort(() => aws.tasks.stopped(cluster))) ?? [];
  const [failures] = deployment ? failuresOf(deployment, stopped) : [];
  const definition =
    deployment &&
    (await bestEffort(() => aws.taskDefinitions.describe(lastSegment(deployment.taskDefinition))));
  const content = definition?.content;
  const diagnosis = (cause: string, lines: readonly string[], hint: string): Diagnosis => {
    return { subject: service.name, cause, lines: lines.map(cut), hint };
  };
  if (failures) {
    const { cause, tasks } = failures;
    return diagnosis(cause.name, [...stopLines(tasks), ...(await logOf(aws, content, tasks[0]))], cause.hint);
  }
  const refusal = placementRefusal(service, deployment?.createdAt ?? target?.createdAt);
  if (refusal) {
    const capacity = await bestEffort(() => aws.instances.capacity(cluster));
    const requirements = requirementsOf(content ?? {});
    const numbers = capacity && [
      `A task needs ${formatRequirements(requirements)}; ${formatCapacity(requirements, capacity)}.`,
    ];
    return diagnosis(refusal.cause.name, [refusal.message, ...(numbers ?? [])], refusal.cause.hint);
  }
  const newest = service.events.slice(0, 3).map(({ message }) => message);
  const command = `aws ecs describe-services --cluster ${cluster} --services ${service.name}`;
  return diagnosis('unknown', newest, `Look at it with: ${command}`);
}

function stopLines(tasks: readonly [StoppedTask, ...StoppedTask[]]): string[] {
  const [newest] = tasks;
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
async function logOf(
  aws: Aws,
  content: TaskDefinitionContent | undefined,
  task: StoppedTask,
): Promise<string[]> {
  const failed =
    task.containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0) ??
    task.containers.find(({ exitCode }) => exitCode === 0);
  const container = content?.containerDefinitions?.find(({ name }) => name === failed?.name);
  const { logDriver, options = {} } = container?.logConfiguration ?? {};
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix, 'awslogs-region': region } = options;
  if (!failed || logDriver !== 'awslogs' || !group || !prefix) return [];
  const stream = { group, name: `${prefix}/${failed.name}/${task.id}`, region };
  const lines = await bestEffort(() => aws.logs.tail(stream, logLines));
  if (!lines || lines.length === 0) return [];
  return [`the end of its log (${group}):`, ...lines.map((line) => `  ${line}`)];
}

/** What a container writes reaches the terminal as text only. */
function cut(line: string): string {
  const text = stripVTControlCharacters(line).replace(/\p{Cc}/gu, ' ');
  return text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text;
}
