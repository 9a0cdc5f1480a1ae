import { type CurrentService, isSteady } from '../domain/service.ts';
import { DeploymentError, WaitTimeoutError } from '../errors.ts';

import { explainService } from './diagnosis/explain-service.ts';
import { deploymentOf, type Told, type Verdict } from './diagnosis/deployment-status.ts';
import { watchProspects } from './diagnosis/stuck-detection.ts';
import type { Event } from '../domain/events.ts';
import { watch } from './poll.ts';
import type { World } from './context.ts';

const repeat = 'Repeat the command: it goes on where this run stopped.';

/**
 * Waits until every one of these services is steady, each with the deployment that this run made.
 *
 * @param told what a service was told to run, where this run told it
 * @param options.keepGoing goes on waiting for the others when one has failed
 * @throws DeploymentError as soon as a service is certain not to get there: its deployment failed, was rolled back
 *   or replaced, its tasks keep stopping in the same way, or nothing can place them
 */
export async function* waitForServices(
  world: World,
  cluster: string,
  names: readonly string[],
  told: ReadonlyMap<string, Told>,
  options: { keepGoing?: boolean } = {},
): AsyncGenerator<Event, CurrentService[]> {
  const news = onlyNews();
  const prospects = watchProspects(world, cluster);
  const failed = new Map<string, Failed>();
  let last: readonly CurrentService[] = [];
  const wait = watch<CurrentService[]>(
    async () => {
      const services = await world.aws.services.describe(cluster, names);
      last = services;
      const standing = await prospects.look(services.map((service) => [service, told.get(service.name)]));
      for (const service of services) {
        const verdict = standing.get(service.name);
        if (verdict?.is === 'failed' && !failed.has(service.name)) {
          failed.set(service.name, { ...verdict, service });
        }
      }
      const isStale = ({ name }: CurrentService) => standing.get(name)?.is === 'stale';
      const unsteady = services.filter(
        (service) => !failed.has(service.name) && (isStale(service) || !isSteady(service)),
      );
      // ECS may not know a service yet that it has just taken.
      const missing = names.filter((name) => !services.some((service) => service.name === name));
      const open = unsteady.length + missing.length;
      const isOver = open === 0 || (failed.size > 0 && !options.keepGoing);
      return {
        events: news(services.map((service) => toEvent(service, told.get(service.name), isStale(service)))),
        waitingFor: [
          ...missing.map((name) => `service ${name} to appear`),
          ...unsteady.map(
            ({ name, runningCount, desiredCount }) =>
              `service ${name} (${runningCount} of ${desiredCount} running)`,
          ),
        ],
        ...(isOver && { done: { result: services } }),
      };
    },
    { ...world, timeoutHint: lookHint(cluster, names) },
  );
  const services = yield* explainTimeout(wait, () => last.filter((service) => !isSteady(service)));
  if (failed.size > 0) throw await explain(world, cluster, [...failed.values()], told);
  return services;
}

/** How many failed services are explained; of the others, the message must do. */
const explainedAtMost = 3;

type Failed = Extract<Verdict, { is: 'failed' }> & { readonly service: CurrentService };

/** What to say where nothing went wrong by itself. */
const interferences = {
  superseded: 'Somebody else deploys this service, too: look at what runs now before you repeat the command.',
  deleted: 'Repeat the command when it is gone: that creates it anew.',
};

async function explain(
  { aws }: World,
  cluster: string,
  failed: readonly Failed[],
  told: ReadonlyMap<string, Told>,
): Promise<DeploymentError> {
  const explained = failed.slice(0, explainedAtMost);
  const diagnoses = await Promise.all(
    explained.map(async ({ service, cause }) =>
      cause
        ? { subject: service.name, cause, lines: [], hint: interferences[cause] }
        : explainService(aws, cluster, service, told.get(service.name)),
    ),
  );
  const message = failed.map((each) => each.message).join('; ');
  return new DeploymentError(message, 'Mend the cause and repeat the command.', diagnoses);
}

/** When the time is up, the newest word of ECS on each service that is not there yet says most. */
async function* explainTimeout<Result>(
  wait: AsyncGenerator<Event, Result>,
  unfinished: () => readonly CurrentService[],
): AsyncGenerator<Event, Result> {
  try {
    return yield* wait;
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error;
    const words = unfinished().flatMap(({ events }) => events[0]?.message ?? []);
    throw new WaitTimeoutError(error.message, [...words.slice(0, 5), error.hint].join('\n'));
  }
}

function lookHint(cluster: string, names: readonly string[]): string {
  const shown = names.slice(0, 10).join(' ');
  return (
    'Everything is left running, and ECS goes on with it. Repeat the command to go on waiting, or look with:\n' +
    `  aws ecs describe-services --cluster ${cluster} --services ${shown}`
  );
}

/** Lets each event pass once, until the next one of the same service differs. */
function onlyNews(): (events: readonly ServiceNews[]) => ServiceNews[] {
  const told = new Map<string, string>();
  return (events) =>
    events.filter((event) => {
      const line = JSON.stringify(event);
      const isNews = told.get(event.service) !== line;
      told.set(event.service, line);
      return isNews;
    });
}

/** Waits until these services, which are being deleted, are gone, so that others can have their names. */
export async function* waitUntilDeleted(
  world: World,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  yield* waitUntilNothingIsLeft(world, repeat, async () => {
    const services = await world.aws.services.describe(cluster, names);
    const draining = services.filter(({ status }) => status !== 'INACTIVE');
    return draining.map(({ name }) => `service ${name} to drain`);
  });
}

/** Waits until these services are gone, and none of their tasks runs any more, nor any that no service started. */
export async function* waitForTasks(
  world: World,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  const watched = new Set(names);
  yield* waitUntilDeleted(world, cluster, names);
  yield* waitUntilNothingIsLeft(world, repeat, async () => {
    const running = await world.aws.nodes.runningTasks(cluster);
    const left = running.filter(({ service }) => service === undefined || watched.has(service));
    return left.length > 0 ? [`${left.length} tasks to stop`] : [];
  });
}

/** Waits until no task of these services runs any more, whether they are being deleted or only have nothing to do. */
export async function* waitUntilDrained(
  world: World,
  cluster: string,
  names: readonly string[],
): AsyncGenerator<Event, void> {
  yield* waitUntilNothingIsLeft(world, lookHint(cluster, names), async () => {
    const services = await world.aws.services.describe(cluster, names);
    const busy = services.filter(({ runningCount, pendingCount }) => runningCount + pendingCount > 0);
    return busy.map(({ name, runningCount }) => `service ${name} (${runningCount} still running)`);
  });
}

/** @param left what is still waited for, in the user's words */
async function* waitUntilNothingIsLeft(
  world: World,
  timeoutHint: string,
  left: () => Promise<string[]>,
): AsyncGenerator<Event, void> {
  yield* watch<void>(
    async () => {
      const waitingFor = await left();
      return { events: [], waitingFor, ...(waitingFor.length === 0 && { done: { result: undefined } }) };
    },
    { ...world, timeoutHint },
  );
}

type ServiceNews = Extract<Event, { kind: 'service' }>;

function toEvent(service: CurrentService, told: Told | undefined, isStale: boolean): ServiceNews {
  const deployment = deploymentOf(service, told) ?? service.deployments[0];
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
