import type { StoppedTask } from '../../domain/cluster.ts';
import { parseRevision, sameRevision } from '../../domain/revision.ts';
import type { CurrentDeployment } from '../../domain/service.ts';

export interface Cause {
  /** A short name, for machines and tests. */
  readonly name: string;
  readonly hint: string;
  /** How many tasks must have stopped in this way before it is certain that the next one will, too. */
  readonly certainAfter: number;
}

interface KnownCause extends Cause {
  /** Matched against all reasons that ECS gives. */
  readonly pattern?: RegExp;
  readonly exitCodes?: readonly number[];
}

/**
 * Known causes of tasks that stop or cannot start, the most specific first.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const causes: readonly KnownCause[] = [
  {
    name: 'image not found',
    pattern:
      /manifest unknown|manifest for .* not found|not found: manifest|name unknown|no such image|invalid reference format|no matching manifest/i,
    hint: "Check the image's name and tag in the .taskdef, and that it exists for the architecture of the nodes.",
    certainAfter: 2,
  },
  {
    name: 'private image',
    pattern:
      /pull access denied|no basic auth credentials|unauthorized|authentication required|denied: |insufficient_scope|403 Forbidden/i,
    hint: "Check the image's name. If it is private, put the login of its registry into /cluster/docker-login/login.txt.",
    certainAfter: 2,
  },
  {
    name: 'pull limit',
    pattern: /toomanyrequests|pull rate limit/i,
    hint: 'The registry limits anonymous pulls: put a login into /cluster/docker-login/login.txt, or use a copy of the image elsewhere.',
    certainAfter: 3,
  },
  {
    name: 'registry out of reach',
    pattern: /CannotPull.*(timeout|i\/o|no such host|connection refused|TLS|EOF|Client\.Timeout)/is,
    hint: 'The nodes cannot reach the registry: check their subnets (a route to the internet, DNS) and the name of the registry.',
    certainAfter: 3,
  },
  {
    name: 'no disk space',
    pattern: /no space left on device/i,
    hint: "The node's disk is full: raise VolumeSize in ecs-cluster.params, or let the container write less.",
    certainAfter: 3,
  },
  {
    name: 'missing role',
    pattern:
      /unable to assume|failed to assume|role is valid|ECS was unable to assume|AccessDenied.*(role|sts)|execution role/i,
    hint: 'Check taskRoleArn and executionRoleArn: the role must exist and trust ecs-tasks.amazonaws.com.',
    certainAfter: 2,
  },
  {
    name: 'missing secret',
    pattern: /ResourceInitializationError.*(secret|ssm|parameter)|unable to retrieve secret/is,
    hint: 'Check the ARNs under secrets, and that the executionRoleArn may read them.',
    certainAfter: 2,
  },
  {
    name: 'missing log group',
    pattern: /failed to initialize logging driver|log group does not exist|specified log group/i,
    hint: 'Check logConfiguration: the log group must exist (or awslogs-create-group be true), and the nodes be allowed to write to it.',
    certainAfter: 2,
  },
  {
    name: 'path missing',
    pattern:
      /invalid mount config|bind source path does not exist|failed to resolve.*efs|mount\.nfs|EFS.*(mount|access point)|error while mounting volume|no such file or directory.*mount|mounting .* caused/is,
    hint: 'Check the volumes: a sourcePath or rootDirectory must exist, on /cluster or on the file system that is named.',
    certainAfter: 2,
  },
  {
    name: 'command not found',
    pattern:
      /executable file not found|exec format error|OCI runtime create failed|runc create failed|starting container process caused/i,
    exitCodes: [126, 127],
    hint: 'Check command and entryPoint, and that the image is built for the architecture of the nodes (amd64 or arm64).',
    certainAfter: 2,
  },
  {
    name: 'port in use',
    pattern: /port is already allocated|address already in use|using a port required by your task/i,
    hint: 'Something else on the node has this host port: leave hostPort out, or use another one.',
    certainAfter: 2,
  },
  {
    name: 'out of memory',
    pattern: /OutOfMemory|OOM/,
    exitCodes: [137],
    hint: 'The container was killed, most likely for memory: raise its memory (the hard limit), or make it use less.',
    certainAfter: 3,
  },
  {
    name: 'health check failing',
    pattern: /health ?check|unhealthy/i,
    hint: 'The container runs, but its health check fails: run it by hand in the container, and give it time with startPeriod (or healthCheckGracePeriodSeconds).',
    certainAfter: 3,
  },
  {
    name: 'instance gone',
    pattern: /Host EC2|instance .* (terminated|stopped)|TerminationNotice|SpotInterruption/i,
    hint: 'The node under the task went away; ECS starts the task elsewhere by itself.',
    certainAfter: Infinity,
  },
];

const crashLoop: Cause = {
  name: 'crash loop',
  hint: 'An essential container exits soon after its start: its log says why. A container that is meant to exit needs essential: false.',
  certainAfter: 5,
};

const unknown: Cause = {
  name: 'unknown',
  hint: "Look at the service's events and stopped tasks in the ECS console.",
  certainAfter: 4,
};

/** Finds in the table why a task stopped. */
function causeOf({ stopCode, stoppedReason, containers }: StoppedTask): Cause {
  const said = [stoppedReason, ...containers.map(({ reason }) => reason)].join('\n');
  const codes = containers.flatMap(({ exitCode }) => exitCode ?? []);
  const known = causes.find(
    ({ pattern, exitCodes = [] }) => pattern?.test(said) || codes.some((code) => exitCodes.includes(code)),
  );
  if (known) return known;
  const ended = stopCode === 'EssentialContainerExited' || codes.length > 0;
  return ended ? crashLoop : unknown;
}

/** The tasks of a deployment that stopped for one cause. */
interface Failures {
  readonly cause: Cause;
  /** Newest first. */
  readonly tasks: readonly [StoppedTask, ...StoppedTask[]];
}

/** What tells the tasks of a deployment from others. */
type Origin = Pick<CurrentDeployment, 'id' | 'taskDefinition'> & { readonly createdAt?: number | undefined };

/** Tasks that were stopped on purpose. */
const intended = /^Scaling activity initiated|^Task stopped by user|user initiated/i;

/**
 * The tasks of one deployment that failed, by their cause, the most frequent first.
 *
 * @param stopped all that ECS remembers of the cluster
 */
export function failuresOf(deployment: Origin, stopped: readonly StoppedTask[]): Failures[] {
  const groups = new Map<string, { cause: Cause; tasks: [StoppedTask, ...StoppedTask[]] }>();
  for (const task of stopped.filter((each) => belongsTo(each, deployment))) {
    if (intended.test(task.stoppedReason ?? '') || task.stopCode === 'UserInitiated') continue;
    const cause = causeOf(task);
    const key = `${cause.name} ${withoutIds(task.stoppedReason ?? '')}`;
    const group = groups.get(key);
    if (group) group.tasks.push(task);
    else groups.set(key, { cause, tasks: [task] });
  }
  return [...groups.values()].toSorted((a, b) => b.tasks.length - a.tasks.length);
}

/** A service's tasks name the deployment that started them. */
function belongsTo(task: StoppedTask, { id, taskDefinition, createdAt = 0 }: Origin): boolean {
  if (task.startedBy?.startsWith('ecs-svc/')) return task.startedBy === id;
  const same = sameRevision(parseRevision(task.taskDefinition), parseRevision(taskDefinition));
  return same && task.stoppedAt >= createdAt;
}

/** Reasons of one cause differ in the task, address or time that they name. */
function withoutIds(reason: string): string {
  return reason.replace(/[0-9a-f]{8,}|\d+/gi, '#');
}
