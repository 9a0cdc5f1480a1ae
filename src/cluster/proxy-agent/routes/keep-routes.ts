import { routeKey, sortRoutes, type Route } from './plan-routes.ts';

/** A route that has upstreams now, or had some a short time ago. */
export interface KeptRoute extends Route {
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
export function hasLingered(route: KeptRoute, now: number, linger: number): boolean {
  const beat = Math.max(1, Math.min(linger, 30_000));
  return Math.floor(now / beat) * beat - route.seen >= linger;
}
