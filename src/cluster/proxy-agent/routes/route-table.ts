import {
  planRoutes,
  routeKey,
  sortRoutes,
  type Container,
  type Problem,
  type Route,
  type RouteSettings,
} from './plan-routes.ts';

/** A container that was signalled to stop has this long to do it, in milliseconds; then it gets requests again. */
export const stopTime = 600_000;

/** The containers of the node and the routes that follow from them. All times in milliseconds since 1970. */
export function createRouteTable(settings: RouteSettings & { readonly linger: number }) {
  const { linger } = settings;
  let containers: readonly Container[] | undefined;
  let routes: readonly KeptRoute[] = [];
  const stopping = new Map<string, number>();
  return {
    /** The containers that Docker listed last; undefined before the first list. */
    containers: () => containers,
    setContainers(list: readonly Container[]): void {
      containers = list;
    },
    /** The container stops or has stopped: it gets no more requests, even if Docker still lists it. */
    stopped: (id: string, now: number) => stopping.set(id, now + stopTime),
    started: (id: string) => stopping.delete(id),
    /** Plans the routes of this moment. */
    plan(now: number): { routes: readonly Route[]; problems: readonly Problem[] } {
      for (const [id, until] of stopping) if (until < now) stopping.delete(id);
      const serving = (containers ?? []).filter((container) => !stopping.has(container.id));
      const plan = planRoutes(serving, settings);
      routes = keepRoutes(routes, plan.routes, { now, linger });
      return { routes, problems: plan.problems };
    },
    /** Whether some route has been without upstreams long enough to be dropped. */
    hasExpired: (now: number) =>
      routes.some((route) => route.upstreams.length === 0 && hasLingered(route, now, linger)),
  };
}

/** A route that has upstreams now, or had some a short time ago. */
interface KeptRoute extends Route {
  /** When it last had an upstream, in milliseconds since 1970. */
  readonly seen: number;
}

/**
 * Keeps a route without upstreams for `linger` milliseconds after its last one went, and up to half a minute longer, so
 * that many routes go at one time. A service that stops its only task before it starts the next one then causes no
 * reload of the proxy, and requests in between wait.
 */
export function keepRoutes(
  previous: readonly KeptRoute[],
  current: readonly Route[],
  { now, linger }: { readonly now: number; readonly linger: number },
): KeptRoute[] {
  const present = new Set(current.map(routeKey));
  const absent = previous
    .filter((route) => !present.has(routeKey(route)) && !hasLingered(route, now, linger))
    .map((route) => ({ ...route, upstreams: [] }));
  return sortRoutes([...current.map((route) => ({ ...route, seen: now })), ...absent]);
}

/** Whether a route without upstreams has been kept long enough. */
function hasLingered(route: KeptRoute, now: number, linger: number): boolean {
  const beat = Math.max(1, Math.min(linger, 30_000));
  return Math.floor(now / beat) * beat - route.seen >= linger;
}
