import { digest } from '../lib/digest.ts';
import type { Route } from '../routes/plan-routes.ts';

/**
 * Stands for "no upstream now". A connection to the broadcast address fails at once and leaves no node, so that Caddy
 * tries again until there is an upstream. Without an answer, Caddy would use the upstreams of an earlier answer.
 */
const unreachable = '255.255.255.255';

/** How many upstreams of a route Caddy finds while the agent is away. */
const filesOfRoute = 4;

/** The names of the files, in `upstreamsFolder`, from which Caddy reads a route's upstreams while the agent is away. */
export function upstreamFiles({ host, listen }: Route): string[] {
  return Array.from({ length: filesOfRoute }, (_, index) => `${digest(`${host}:${listen}`)}-${index}`);
}

/** The name whose addresses are a route's upstreams with the given port (under RFC 6761's `invalid`). */
export function lookupName({ host, listen }: Route, port: number): string {
  return `${digest(`${host}:${listen}:${port}`)}.ecs-efs.invalid`;
}

/** The addresses by name with which the agent answers Caddy's look-ups. */
export function lookupTable(routes: readonly Route[]): Map<string, string[]> {
  return new Map(
    routes.flatMap((route) =>
      route.ports.map((port): [string, string[]] => {
        const upstreams = route.upstreams.filter((upstream) => upstream.port === port);
        const addresses = [...new Set(upstreams.map(({ address }) => address))];
        return [lookupName(route, port), addresses.length > 0 ? addresses : [unreachable]];
      }),
    ),
  );
}

/** The contents of the upstream files by name: one `address:port` each, the upstreams of a route by turns. */
export function upstreamFileContents(routes: readonly Route[]): Map<string, string> {
  return new Map(
    routes.flatMap((route) =>
      upstreamFiles(route).map((name, index): [string, string] => {
        const upstream = route.upstreams[index % route.upstreams.length];
        return [name, `${upstream?.address ?? unreachable}:${upstream?.port ?? route.ports[0]}`];
      }),
    ),
  );
}
