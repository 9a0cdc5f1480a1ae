import type { CurrentDeployment, CurrentService } from '../../domain/service.ts';
import {
  type RevisionId,
  formatRevision,
  parseRevision,
  sameRevision,
} from '../../domain/task-definition.ts';

/** What this run told a service to run, and the deployment that ECS made of it. */
export interface Told extends RevisionId {
  /** Undefined where ECS names none, as for services that something else deploys. */
  readonly deployment?: string | undefined;
  /** Milliseconds since the epoch, by the clock of ECS. */
  readonly createdAt?: number | undefined;
}

/** How the wait for one service stands. */
export type Verdict =
  | { readonly is: 'going-on' }
  /** What ECS shows is older than what it was told. */
  | { readonly is: 'stale' }
  | { readonly is: 'failed'; readonly message: string; readonly cause?: 'superseded' | 'deleted' };

/** Reads from the answer to `CreateService` or `UpdateService` which deployment is this run's own. */
export function toldBy(answer: CurrentService, revision: RevisionId): Told {
  const primary = primaryOf(answer);
  return { ...revision, deployment: primary?.id || undefined, createdAt: primary?.createdAt };
}

function primaryOf({ deployments }: CurrentService): CurrentDeployment | undefined {
  return deployments.find(({ status }) => status === 'PRIMARY');
}

/** The deployment that is waited for: this run's own, or else whatever the service was last told. */
export function deploymentOf(service: CurrentService, told: Told | undefined): CurrentDeployment | undefined {
  if (!told) return primaryOf(service);
  return service.deployments.find(({ id, taskDefinition }) =>
    told.deployment === undefined
      ? sameRevision(parseRevision(taskDefinition), told)
      : id === told.deployment,
  );
}

/**
 * Decides from one look whether a service can still get there. Another PRIMARY than the own one means that ECS
 * rolled it back or that somebody else deploys, however steady the service looks; unless ECS, which answers
 * from copies, does not show the own one yet.
 *
 * @param mayBeStale the own deployment has not been seen yet, and was made a short while ago
 */
export function judge(service: CurrentService, told: Told | undefined, mayBeStale: boolean): Verdict {
  if (service.status !== 'ACTIVE') {
    if (mayBeStale && told && service.status === 'INACTIVE') return { is: 'stale' };
    const message = `the service ${service.name} is ${service.status}: somebody deletes it`;
    return { is: 'failed', message, cause: 'deleted' };
  }
  const ours = deploymentOf(service, told);
  const primary = primaryOf(service);
  const replaced = told !== undefined && primary !== undefined && primary !== ours;
  if (ours?.rolloutState === 'FAILED') {
    const back = replaced ? `, and ECS went back to ${nameOf(primary)}` : '';
    const reason = ours.rolloutStateReason ? `: ${ours.rolloutStateReason}` : '';
    const revision = nameOf(ours);
    return {
      is: 'failed',
      message: `the deployment of ${service.name} with ${revision} failed${back}${reason}`,
    };
  }
  if (!replaced) return { is: 'going-on' };
  if (mayBeStale && told.deployment !== undefined && !isNewer(primary, told)) return { is: 'stale' };
  return { is: 'failed', ...replacedBy(service, told, primary, ours) };
}

function isNewer(primary: CurrentDeployment, { createdAt }: Told): boolean {
  return createdAt !== undefined && primary.createdAt !== undefined && primary.createdAt >= createdAt;
}

function replacedBy(
  service: CurrentService,
  told: Told,
  primary: CurrentDeployment,
  ours: CurrentDeployment | undefined,
): { message: string; cause?: 'superseded' } {
  const running = parseRevision(primary.taskDefinition);
  const what = sameRevision(running, told)
    ? `${service.name} runs another deployment of ${formatRevision(told)}`
    : `${service.name} runs ${nameOf(primary)}, not ${formatRevision(told)}`;
  const reasons = [primary.rolloutStateReason, ours?.rolloutStateReason, ...rollBackEvents(service, told)];
  const rolledBack = reasons.find(
    (reason) => reason && /roll(ing|ed)[ -]?back|circuit breaker/i.test(reason),
  );
  if (rolledBack) return { message: `${what}: the deployment was rolled back (${rolledBack})` };
  if (running?.family === told.family && running.revision > told.revision) {
    return { message: `${what}: another deployment took its place`, cause: 'superseded' };
  }
  return { message: `${what}: the deployment was rolled back, or another one took its place` };
}

/** ECS tells of a roll-back in the log of the service. */
function rollBackEvents({ events }: CurrentService, { createdAt = 0 }: Told): string[] {
  return events
    .filter(({ at, message }) => at >= createdAt && /roll(ing|ed) back/i.test(message))
    .map(({ message }) => message);
}

function nameOf({ taskDefinition }: CurrentDeployment): string {
  return taskDefinition.split('/').at(-1) as string;
}
