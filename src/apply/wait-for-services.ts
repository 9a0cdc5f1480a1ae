import type { Event, EventOf } from '../domain/events.ts';
import { isSteady, type CurrentService } from '../domain/service.ts';
import { DeploymentError } from '../errors.ts';
import type { ApplyContext } from './context.ts';
import { deploymentOf, type DeploymentStatus, type TargetDeployment } from './diagnosis/deployment-status.ts';
import { explainService } from './diagnosis/explain-service.ts';
import { createStuckDetection } from './diagnosis/stuck-detection.ts';
import { poll } from './poll.ts';
import { describeHint } from './wait-until-gone.ts';

/** What a wait for services is about. */
export interface ServiceWait {
  readonly cluster: string;
  readonly names: readonly string[];
  /** The deployments that this run asked for, by service. */
  readonly targets: ReadonlyMap<string, TargetDeployment>;
  /** Continues to wait for the others when one has failed. */
  readonly keepGoing?: boolean;
}

/**
 * Waits until every one of these services is steady, each with the deployment that this run asked for.
 *
 * @throws DeploymentError as soon as a service is certain to fail: its deployment failed, was rolled back or replaced,
 *   its tasks keep stopping in the same way, or no instance can run them
 */
export async function* waitForServices(
  context: ApplyContext,
  { cluster, names, targets, keepGoing = false }: ServiceWait,
): AsyncGenerator<Event, CurrentService[]> {
  const changed = createChangeFilter();
  const statusesOf = createStuckDetection(context, cluster);
  const failed = new Map<string, FailedService>();
  let services: CurrentService[] = [];
  yield* poll<void>(
    async () => {
      services = await context.aws.services.describe(cluster, names);
      const statuses = await statusesOf(services.map((service) => [service, targets.get(service.name)]));
      for (const service of services) {
        const status = statuses.get(service.name);
        if (status?.kind === 'failed' && !failed.has(service.name)) {
          failed.set(service.name, { ...status, service });
        }
      }
      const isStale = ({ name }: CurrentService) => statuses.get(name)?.kind === 'stale';
      const unsteady = services.filter(
        (service) => !failed.has(service.name) && (isStale(service) || !isSteady(service)),
      );
      // ECS may not show a service yet that it has just created.
      const missing = names.filter((name) => !services.some((service) => service.name === name));
      const isOver = unsteady.length + missing.length === 0 || (failed.size > 0 && !keepGoing);
      return {
        events: changed(
          services.map((service) => toEvent(service, targets.get(service.name), isStale(service))),
        ),
        waitingFor: [
          ...missing.map((name) => `service ${name} to appear`),
          ...unsteady.map(
            ({ name, runningCount, desiredCount }) =>
              `service ${name} (${runningCount} of ${desiredCount} running)`,
          ),
        ],
        ...(isOver && { done: { result: undefined } }),
      };
    },
    { ...context, timeoutHint: () => [...newestEvents(services), describeHint(cluster, names)].join('\n') },
  );
  if (failed.size > 0) throw await explain(context, [...failed.values()], { cluster, targets });
  return services;
}

/** How many failed services are explained; for the others, the message must do. */
const explainedAtMost = 3;

type FailedService = Extract<DeploymentStatus, { kind: 'failed' }> & { readonly service: CurrentService };

/** What to do where the deployment itself did not fail. */
const interferences: Readonly<Record<NonNullable<FailedService['cause']>, string>> = {
  superseded: 'Somebody else deploys this service, too: check what runs now before you repeat the command.',
  deleted: 'Repeat the command when the service is gone: it is created again.',
};

async function explain(
  { aws }: ApplyContext,
  failed: readonly FailedService[],
  { cluster, targets }: Pick<ServiceWait, 'cluster' | 'targets'>,
): Promise<DeploymentError> {
  const diagnoses = await Promise.all(
    failed
      .slice(0, explainedAtMost)
      .map(async ({ service, cause }) =>
        cause
          ? { subject: service.name, cause, lines: [], hint: interferences[cause] }
          : explainService(aws, service, { cluster, target: targets.get(service.name) }),
      ),
  );
  const message = failed.map((each) => each.message).join('; ');
  return new DeploymentError(message, 'Fix the cause and repeat the command.', diagnoses);
}

/** For a time-out: what ECS last said of the services that are not steady. */
function newestEvents(services: readonly CurrentService[]): string[] {
  const unsteady = services.filter((service) => !isSteady(service));
  return unsteady.flatMap(({ events }) => events[0]?.message ?? []).slice(0, 5);
}

/** Lets an event pass if it differs from the one before of the same service. */
function createChangeFilter(): (events: readonly EventOf<'service'>[]) => EventOf<'service'>[] {
  const before = new Map<string, string>();
  return (events) =>
    events.filter((event) => {
      const text = JSON.stringify(event);
      const isChanged = before.get(event.service) !== text;
      before.set(event.service, text);
      return isChanged;
    });
}

function toEvent(
  service: CurrentService,
  target: TargetDeployment | undefined,
  isStale: boolean,
): EventOf<'service'> {
  const deployment = deploymentOf(service, target) ?? service.deployments[0];
  return {
    kind: 'service',
    service: service.name,
    desired: service.desiredCount,
    running: service.runningCount,
    pending: service.pendingCount,
    rollout: isStale ? undefined : deployment?.rolloutState,
    steady: !isStale && isSteady(service),
  };
}
