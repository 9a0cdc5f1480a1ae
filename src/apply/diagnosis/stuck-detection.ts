import type { Aws } from '../../domain/ports/aws.ts';
import { isSteady, type CurrentService } from '../../domain/service.ts';
import { lastSegment } from '../../lib/text.ts';
import { mayFindRoom, requirementsOf } from '../../plan/placement/placement.ts';
import type { ApplyContext } from '../context.ts';
import { bestEffort } from './best-effort.ts';
import {
  deploymentOf,
  deploymentStatus,
  type DeploymentStatus,
  type TargetDeployment,
} from './deployment-status.ts';
import { placementRefusal } from './placement-refusal.ts';
import { failuresOf } from './task-causes.ts';

/** How long ECS may answer from copies that are older than the target deployment. */
const staleMs = 60_000;
/** Stopped tasks and capacity are read less often than services. */
const evidenceEveryMs = 10_000;
/** How long nothing may change before a refusal to place tasks counts as final. */
const stuckAfterMs = 60_000;

/** A service with the deployment that this run asked for. */
type WatchedService = readonly [service: CurrentService, target: TargetDeployment | undefined];

/**
 * Decides over all observations of a wait which services can never become steady.
 *
 * @returns takes one observation of the services; gives the status of each by its name
 */
export function createStuckDetection(
  { aws, clock }: ApplyContext,
  cluster: string,
): (services: readonly WatchedService[]) => Promise<Map<string, DeploymentStatus>> {
  const started = clock.now();
  const seen = new Set<string>();
  const lastChanges = new Map<string, { readonly counts: string; readonly at: number }>();
  let lastEvidence = started;
  /** Tasks that stopped before the wait began: what made them stop may have been fixed since. */
  let stoppedBefore: ReadonlySet<string> | undefined;

  const statusOf = ([service, target]: WatchedService): DeploymentStatus => {
    if (!target || deploymentOf(service, target)) seen.add(service.name);
    return deploymentStatus(service, target, !seen.has(service.name) && clock.now() - started < staleMs);
  };

  const unchangedFor = ({ name, runningCount, pendingCount, deployments }: CurrentService): number => {
    const counts = JSON.stringify([runningCount, pendingCount, deployments.map(({ id }) => id)]);
    const before = lastChanges.get(name);
    if (before?.counts === counts) return clock.now() - before.at;
    lastChanges.set(name, { counts, at: clock.now() });
    return 0;
  };

  const newStoppedTasks = async () => {
    const remembered = (await bestEffort(() => aws.tasks.stopped(cluster))) ?? [];
    const known = (stoppedBefore ??= new Set(remembered.map(({ id }) => id)));
    return remembered.filter(({ id }) => !known.has(id));
  };

  return async (services) => {
    const statuses = new Map(services.map((watched) => [watched[0].name, statusOf(watched)] as const));
    const open = services.filter(
      ([service]) => statuses.get(service.name)?.kind === 'in-progress' && !isSteady(service),
    );
    const stuck = open.filter(([service]) => unchangedFor(service) >= stuckAfterMs);
    if (open.length === 0) return statuses;
    if (stoppedBefore && clock.now() - lastEvidence < evidenceEveryMs) return statuses;
    lastEvidence = clock.now();
    const stopped = await newStoppedTasks();
    for (const [service, target] of open) {
      const deployment = deploymentOf(service, target);
      const [failures] = deployment ? failuresOf(deployment, stopped) : [];
      if (failures && failures.tasks.length >= failures.cause.certainAfter) {
        const message = `the tasks of ${service.name} keep stopping: ${failures.cause.name}`;
        statuses.set(service.name, { kind: 'failed', message });
      }
    }
    for (const watched of stuck) {
      if (await mayStillBePlaced(aws, cluster, watched)) continue;
      const { name } = watched[0];
      const message = `the tasks of ${name} cannot be placed, and no capacity is coming`;
      statuses.set(name, { kind: 'failed', message });
    }
    return statuses;
  };
}

async function mayStillBePlaced(
  aws: Aws,
  cluster: string,
  [service, target]: WatchedService,
): Promise<boolean> {
  const deployment = deploymentOf(service, target);
  const refusal = placementRefusal(service, deployment?.createdAt);
  if (!refusal) return true;
  // Another instance of the group would lack it, too.
  if (refusal.cause.name === 'missing attribute') return false;
  const capacity = await bestEffort(() => aws.instances.capacity(cluster));
  const name = deployment && lastSegment(deployment.taskDefinition);
  const definition = name ? await bestEffort(() => aws.taskDefinitions.describe(name)) : undefined;
  return !capacity || !definition || mayFindRoom(requirementsOf(definition.content), capacity);
}
