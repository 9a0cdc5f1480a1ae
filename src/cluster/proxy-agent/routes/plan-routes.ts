import { isPublicName, isReserved, readHosts, readPorts, type PortPair } from '../../labels.ts';

/** A running container with a `proxy.host` label, ready for requests. */
export interface Container {
  readonly id: string;
  /** Docker's name of it, without the slash. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where the node reaches it; undefined for a network in which the node has no address. */
  readonly address: string | undefined;
  /** It shares the node's network: its ports are ports of the node. */
  readonly onHost: boolean;
}

/** Where a route leads to: `address:port` of a container. */
interface Upstream {
  readonly container: string;
  readonly address: string;
  readonly port: number;
}

/** A host name at a port of the node, and its upstreams now. */
export interface Route {
  readonly host: string;
  readonly listen: number;
  /** The distinct ports of its upstreams; kept while there is no upstream for a moment. */
  readonly ports: readonly number[];
  readonly upstreams: readonly Upstream[];
}

/** A message for the user about one container. */
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

/** A container that wants requests for a host at a port. */
interface Claim {
  readonly host: string;
  readonly listen: number;
  readonly upstream: Upstream;
  readonly by: Container;
}

/**
 * Turns the containers of a node into its routes, sorted by host and port. An entry that cannot be served is left out,
 * with a problem that says why, and does not affect the others.
 */
export function planRoutes(
  containers: readonly Container[],
  settings: RouteSettings,
): { routes: Route[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const claims = containers
    .toSorted((a, b) => compare(a.id, b.id))
    .flatMap((container) =>
      claimsOf(container, settings, (text) => problems.push({ container: container.name, text })),
    );
  // A container on the node's own network uses the port itself, so that Caddy cannot listen there.
  const taken = new Set(claims.flatMap(({ by, upstream }) => (by.onHost ? [upstream.port] : [])));
  const served = claims.filter(({ listen, by }) => {
    if (!taken.has(listen)) return true;
    const text = `proxy.ports: port ${listen} belongs to a container on the host network`;
    problems.push({ container: by.name, text });
    return false;
  });
  return { routes: groupByRoute(served), problems };
}

function claimsOf(container: Container, settings: RouteSettings, report: (problem: string) => void): Claim[] {
  const { id, labels, address } = container;
  const hosts = readHosts('proxy.host', labels['proxy.host'], settings.domain);
  const ports = readPorts(labels['proxy.ports']);
  [...hosts.problems, ...ports.problems].forEach(report);
  if (address === undefined) {
    report('the node has no address for it (network modes bridge, host and awsvpc are served)');
    return [];
  }
  return ports.values.flatMap((pair) => {
    const { listen } = pair;
    const refusal = refusalOf(pair, container, settings);
    if (refusal) {
      report(`proxy.ports: ${refusal}`);
      return [];
    }
    const served = hosts.values.filter((host) => listen !== 443 || isPublicName(host));
    for (const host of hosts.values) {
      if (!served.includes(host))
        report(`proxy.ports: port 443 needs a certificate, which ${host} cannot get`);
    }
    if (hosts.values.length > 0 && !settings.openPorts.includes(listen)) {
      report(
        `port ${listen} is served on this node, but its security group does not open it: ` +
          `add ${listen} to the parameter ProxyPorts`,
      );
    }
    const upstream = { container: id, address, port: pair.container };
    return served.map((host) => ({ host, listen, upstream, by: container }));
  });
}

function refusalOf(
  { listen, container }: PortPair,
  by: Container,
  settings: RouteSettings,
): string | undefined {
  if (listen === 443 && !settings.https) return 'port 443 needs HTTPS: set the parameter AcmeEmail';
  // Port 80 of the node leads to Caddy: as an upstream, Caddy would call itself until it has no sockets left.
  if (by.onHost && (isReserved(container) || container === 80 || (container === 443 && settings.https))) {
    return `port ${container} of the host network belongs to the node`;
  }
  return undefined;
}

function groupByRoute(claims: readonly Claim[]): Route[] {
  const routes = new Map<string, { host: string; listen: number; upstreams: Upstream[] }>();
  for (const { host, listen, upstream } of claims) {
    const route = routes.get(routeKey({ host, listen })) ?? { host, listen, upstreams: [] };
    route.upstreams.push(upstream);
    routes.set(routeKey(route), route);
  }
  return sortRoutes(
    [...routes.values()].map((route) => ({
      ...route,
      ports: [...new Set(route.upstreams.map(({ port }) => port))].toSorted((a, b) => a - b),
    })),
  );
}

export function routeKey({ host, listen }: Pick<Route, 'host' | 'listen'>): string {
  return `${host}:${listen}`;
}

export function sortRoutes<T extends Route>(routes: readonly T[]): T[] {
  return routes.toSorted((a, b) => compare(a.host, b.host) || a.listen - b.listen);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
