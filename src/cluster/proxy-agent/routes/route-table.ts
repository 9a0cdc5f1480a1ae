import {
  hasLingered,
  keepRoutes,
  planRoutes,
  type Container,
  type KeptRoute,
  type Problem,
  type RouteSettings,
} from './plan-routes.ts';

/** A container that was told to stop has this long to do it, in milliseconds; then it gets traffic again. */
export const stopTime = 600_000;

/** What is known of the containers, and the routes that follow from it. All times in milliseconds since 1970. */
export interface Traffic {
  /** The containers that Docker listed last; undefined before the first list. */
  containers(): readonly Container[] | undefined;
  listed(containers: readonly Container[]): void;
  /** It was told to stop, or did: no traffic for it any more, whatever Docker's list says of it for a moment. */
  stopped(id: string, now: number): void;
  started(id: string): void;
  /** Works out the routes of this moment. */
  plan(now: number): { routes: readonly KeptRoute[]; problems: readonly Problem[] };
  /** Whether some route has been without a server long enough to be given up. */
  hasExpired(now: number): boolean;
}

export function createTraffic(settings: RouteSettings & { readonly linger: number }): Traffic {
  let containers: readonly Container[] | undefined;
  let routes: readonly KeptRoute[] = [];
  const stopping = new Map<string, number>();
  return {
    containers: () => containers,
    listed: (list) => {
      containers = list;
    },
    stopped: (id, now) => stopping.set(id, now + stopTime),
    started: (id) => stopping.delete(id),
    plan: (now) => {
      for (const [id, until] of stopping) if (until < now) stopping.delete(id);
      const serving = (containers ?? []).filter((container) => !stopping.has(container.id));
      const plan = planRoutes(serving, settings);
      routes = keepRoutes(routes, plan.routes, now, settings.linger);
      return { routes, problems: plan.problems };
    },
    hasExpired: (now) =>
      routes.some((route) => route.servers.length === 0 && hasLingered(route, now, settings.linger)),
  };
}
