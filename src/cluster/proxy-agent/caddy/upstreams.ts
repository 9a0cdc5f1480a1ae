import { lookupName, slotFiles } from './config.ts';
import type { Route, Server } from '../routes/plan-routes.ts';

/**
 * Stands for "no server now". A connection to the broadcast address fails at once and leaves no machine, so that
 * Caddy tries again until one comes; no answer at all would make it use the servers of the past.
 */
const nobody = '255.255.255.255';

/** The addresses by name with which the agent answers Caddy's look-ups. */
export function lookupTable(routes: readonly Route[]): Map<string, string[]> {
  return new Map(
    routes.flatMap((route) =>
      route.ports.map((port): [string, string[]] => {
        const addresses = route.servers
          .filter((server) => server.port === port)
          .map((server) => server.address);
        return [lookupName(route, port), addresses.length > 0 ? [...new Set(addresses)] : [nobody]];
      }),
    ),
  );
}

/** The contents of the slot files by name: an `address:port` each, the servers of a route taking turns. */
export function slotContents(routes: readonly Route[]): Map<string, string> {
  return new Map(
    routes.flatMap((route) =>
      slotFiles(route).map((name, slot): [string, string] => [name, inSlot(route, slot)]),
    ),
  );
}

function inSlot({ servers, ports }: Route, slot: number): string {
  const server: Pick<Server, 'address' | 'port'> | undefined = servers[slot % servers.length];
  return `${server?.address ?? nobody}:${server?.port ?? ports[0]}`;
}
