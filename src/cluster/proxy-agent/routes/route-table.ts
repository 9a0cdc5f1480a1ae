import { hasLingered, keepRoutes, type KeptRoute } from './keep-routes.ts';
import { planRoutes, type Container, type Problem, type RouteSettings } from './plan-routes.ts';

/** A container that was signalled to stop has this long to do it, in milliseconds; then it gets requests again. */
export const stopTime = 600_000;

/** The containers of the node and the routes that follow from them. All times in milliseconds since 1970. */
export interface RouteTable {
  /** The containers that Docker listed last; undefined before the first list. */
  containers(): readonly Container[] | undefined;
  setContainers(containers: readonly Container[]): void;
  /** The container stops or has stopped: it gets no more requests, even if Docker still lists it. */
  stopped(id: string, now: number): void;
  started(id: string): void;
  /** Plans the routes of this moment. */
  plan(now: number): { routes: readonly KeptRoute[]; problems: readonly Problem[] };
  /** Whether some route has been without upstreams long enough to be dropped. */
  hasExpired(now: number): boolean;
}

export function createRouteTable(settings: RouteSettings & { readonly linger: number }): RouteTable {
  const { linger } = settings;
  let containers: readonly Container[] | undefined;
  let routes: readonly KeptRoute[] = [];
  const stopping = new Map<string, number>();
  return {
    containers: () => containers,
    setContainers: (list) => {
      containers = list;
    },
    stopped: (id, now) => stopping.set(id, now + stopTime),
    started: (id) => stopping.delete(id),
    plan: (now) => {
      for (const [id, until] of stopping) if (until < now) stopping.delete(id);
      const serving = (containers ?? []).filter((container) => !stopping.has(container.id));
      const plan = planRoutes(serving, settings);
      routes = keepRoutes(routes, plan.routes, { now, linger });
      return { routes, problems: plan.problems };
    },
    hasExpired: (now) =>
      routes.some((route) => route.upstreams.length === 0 && hasLingered(route, now, linger)),
  };
}
