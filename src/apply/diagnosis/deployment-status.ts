import { formatRevision, parseRevision, sameRevision, type RevisionId } from '../../domain/revision.ts';
import type { CurrentDeployment, CurrentService } from '../../domain/service.ts';
import { lastSegment } from '../../lib/text.ts';

/** The deployment that this run asked a service for. */
export interface TargetDeployment extends RevisionId {
  /** Undefined where ECS names none, as for services that another controller deploys. */
  readonly deployment?: string | undefined;
  /** Milliseconds since the epoch, by the clock of ECS. */
  readonly createdAt?: number | undefined;
}

/** What one observation of a service says about its target deployment. */
export type DeploymentStatus =
  | { readonly kind: 'in-progress' }
  /** ECS answers from a copy that is older than the request. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed'; readonly message: string; readonly cause?: 'superseded' | 'deleted' };

/** Reads the run's own deployment from the answer to `CreateService` or `UpdateService`. */
export function targetDeploymentOf(answer: CurrentService, revision: RevisionId): TargetDeployment {
  const primary = primaryOf(answer);
  return { ...revision, deployment: primary?.id || undefined, createdAt: primary?.createdAt };
}

function primaryOf({ deployments }: CurrentService): CurrentDeployment | undefined {
  return deployments.find(({ status }) => status === 'PRIMARY');
}

/** The deployment that the run waits for: its own, or else the newest of the service. */
export function deploymentOf(
  service: CurrentService,
  target: TargetDeployment | undefined,
): CurrentDeployment | undefined {
  if (!target) return primaryOf(service);
  return service.deployments.find(({ id, taskDefinition }) =>
    target.deployment === undefined
      ? sameRevision(parseRevision(taskDefinition), target)
      : id === target.deployment,
  );
}

/**
 * Decides from one observation whether the target deployment can still succeed. A PRIMARY deployment that is not the
 * target means that ECS rolled back or that somebody else deploys, however steady the service looks; unless ECS,
 * which answers from copies, does not show the target yet.
 *
 * @param mayBeStale the target has not been seen yet, and was created a short while ago
 */
export function deploymentStatus(
  service: CurrentService,
  target: TargetDeployment | undefined,
  mayBeStale: boolean,
): DeploymentStatus {
  if (service.status !== 'ACTIVE') {
    if (mayBeStale && target && service.status === 'INACTIVE') return { kind: 'stale' };
    const message = `the service ${service.name} is ${service.status}: it was deleted during the run`;
    return { kind: 'failed', message, cause: 'deleted' };
  }
  const own = deploymentOf(service, target);
  const primary = primaryOf(service);
  const isReplaced = target !== undefined && primary !== undefined && primary !== own;
  if (own?.rolloutState === 'FAILED') {
    const back = isReplaced ? `, and ECS went back to ${lastSegment(primary.taskDefinition)}` : '';
    const reason = own.rolloutStateReason ? `: ${own.rolloutStateReason}` : '';
    const message = `the deployment of ${service.name} with ${lastSegment(own.taskDefinition)} failed${back}${reason}`;
    return { kind: 'failed', message };
  }
  if (!isReplaced) return { kind: 'in-progress' };
  if (mayBeStale && target.deployment !== undefined && !isNewer(primary, target)) return { kind: 'stale' };
  return replacedBy(service, target, primary);
}

function isNewer(primary: CurrentDeployment, { createdAt }: TargetDeployment): boolean {
  return createdAt !== undefined && primary.createdAt !== undefined && primary.createdAt >= createdAt;
}

function replacedBy(
  service: CurrentService,
  target: TargetDeployment,
  primary: CurrentDeployment,
): DeploymentStatus {
  const own = deploymentOf(service, target);
  const running = parseRevision(primary.taskDefinition);
  const what = sameRevision(running, target)
    ? `${service.name} runs another deployment of ${formatRevision(target)}`
    : `${service.name} runs ${lastSegment(primary.taskDefinition)}, not ${formatRevision(target)}`;
  const reasons = [primary.rolloutStateReason, own?.rolloutStateReason, ...rollBackEvents(service, target)];
  const rolledBack = reasons.find(
    (reason) => reason && /roll(ing|ed)[ -]?back|circuit breaker/i.test(reason),
  );
  if (rolledBack) {
    return { kind: 'failed', message: `${what}: the deployment was rolled back (${rolledBack})` };
  }
  if (running?.family === target.family && running.revision > target.revision) {
    return { kind: 'failed', message: `${what}: another deployment replaced it`, cause: 'superseded' };
  }
  return { kind: 'failed', message: `${what}: the deployment was rolled back, or another one replaced it` };
}

/** ECS writes a roll-back into the events of the service. */
function rollBackEvents({ events }: CurrentService, { createdAt = 0 }: TargetDeployment): string[] {
  return events
    .filter(({ at, message }) => at >= createdAt && /roll(ing|ed) back/i.test(message))
    .map(({ message }) => message);
}
