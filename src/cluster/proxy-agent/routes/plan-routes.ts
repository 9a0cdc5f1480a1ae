import { isPublicName, isReserved, readHosts, readPorts, type PortPair } from '../../labels.ts';

/** A running container with a `proxy.host` label, ready for traffic. */
export interface Container {
  readonly id: string;
  /** Docker's name of it, without the slash. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where the node reaches it; unknown for a network that the node has no address in. */
  readonly address: string | undefined;
  /** It shares the node's network: its ports are ports of the node. */
  readonly onHost: boolean;
}

/** A place that answers for a route: `address:port`. */
export interface Server {
  readonly container: string;
  readonly address: string;
  readonly port: number;
}

/** A host name at a port of the node, and who answers there now. */
export interface Route {
  readonly host: string;
  readonly listen: number;
  /** The distinct ports of its servers; kept while there is no server for a moment. */
  readonly ports: readonly number[];
  readonly servers: readonly Server[];
}

/** Something to tell the user about one container. */
export interface Problem {
  readonly container: string;
  readonly text: string;
}

export interface RouteSettings {
  /** Completes names without a dot; may be empty. */
  readonly domain: string;
  /** Port 443 is served. */
  readonly https: boolean;
  /** The ports that the security group opens. */
  readonly openPorts: readonly number[];
}

interface Claim extends PortPair {
  readonly host: string;
  readonly by: Container;
}

/**
 * Turns the containers of a node into its routes, sorted by host and port. An entry that cannot be served is
 * left out alone, with a problem that says why.
 */
export function planRoutes(
  containers: readonly Container[],
  settings: RouteSettings,
): { routes: Route[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const claims: Claim[] = [];
  const byId = containers.toSorted((a, b) => compare(a.id, b.id));
  for (const container of byId) {
    const tell = (text: string) => problems.push({ container: container.name, text });
    const hosts = readHosts('proxy.host', container.labels['proxy.host'], settings.domain);
    const ports = readPorts(container.labels['proxy.ports']);
    [...hosts.problems, ...ports.problems].forEach(tell);
    if (container.address === undefined) {
      tell('the node has no address for it (network modes bridge, host and awsvpc are served)');
      continue;
    }
    for (const pair of ports.values) {
      const refusal = refuse(pair, container, settings);
      if (refusal) {
        tell(`proxy.ports: ${refusal}`);
        continue;
      }
      for (const host of hosts.values) {
        if (pair.listen !== 443 || isPublicName(host)) claims.push({ ...pair, host, by: container });
        else tell(`proxy.ports: port 443 needs a certificate, which ${host} cannot get`);
      }
      if (hosts.values.length > 0 && !settings.openPorts.includes(pair.listen)) {
        tell(
          `port ${pair.listen} is served on this node, but its security group does not open it: ` +
            `add ${pair.listen} to the parameter ProxyPorts`,
        );
      }
    }
  }
  // A server on the node's own network has the port that Caddy would need; both cannot have it.
  const taken = new Set(claims.flatMap((claim) => (claim.by.onHost ? [claim.container] : [])));
  const served = claims.filter((claim) => {
    if (!taken.has(claim.listen)) return true;
    problems.push({
      container: claim.by.name,
      text: `proxy.ports: port ${claim.listen} belongs to a container on the host network`,
    });
    return false;
  });
  return { routes: group(served), problems };
}

function refuse({ listen, container }: PortPair, by: Container, settings: RouteSettings): string | undefined {
  if (listen === 443 && !settings.https) return 'port 443 needs HTTPS: set the parameter AcmeEmail';
  // Sending port 80 of the node to port 80 of the node would make Caddy call itself until it runs out of sockets.
  if (by.onHost && (isReserved(container) || container === 80 || (container === 443 && settings.https)))
    return `port ${container} of the host network belongs to the node`;
  return undefined;
}

function group(claims: readonly Claim[]): Route[] {
  const routes = new Map<string, { host: string; listen: number; servers: Server[] }>();
  for (const { host, listen, container, by } of claims) {
    const key = `${host}:${listen}`;
    const route = routes.get(key) ?? { host, listen, servers: [] };
    route.servers.push({ container: by.id, address: by.address as string, port: container });
    routes.set(key, route);
  }
  return sortRoutes(
    [...routes.values()].map((route) => ({
      ...route,
      ports: [...new Set(route.servers.map((server) => server.port))].toSorted((a, b) => a - b),
    })),
  );
}

/** A route that is, or lately was, served. */
export interface KeptRoute extends Route {
  /** When it last had a server, in milliseconds since 1970. */
  readonly seen: number;
}

/**
 * Keeps a route without servers for `linger` milliseconds after its last one went, and up to half a minute longer,
 * so that many go at one time. A service that stops its only task before it starts the next then costs no two
 * reloads of the proxy, and requests in between wait.
 */
export function keepRoutes(
  previous: readonly KeptRoute[],
  current: readonly Route[],
  now: number,
  linger: number,
): KeptRoute[] {
  const present = new Set(current.map(routeKey));
  const absent = previous
    .filter((route) => !present.has(routeKey(route)) && !hasLingered(route, now, linger))
    .map((route) => ({ ...route, servers: [] }));
  return sortRoutes([...current.map((route) => ({ ...route, seen: now })), ...absent]);
}

/** Whether a route that has no servers has been kept long enough. */
export function hasLingered(route: KeptRoute, now: number, linger: number): boolean {
  const beat = Math.max(1, Math.min(linger, 30_000));
  return Math.floor(now / beat) * beat - route.seen >= linger;
}

function routeKey(route: Route): string {
  return `${route.host}:${route.listen}`;
}

function sortRoutes<T extends Route>(routes: readonly T[]): T[] {
  return routes.toSorted((a, b) => compare(a.host, b.host) || a.listen - b.listen);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
