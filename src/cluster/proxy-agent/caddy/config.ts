import { createHash } from 'node:crypto';
import { isPublicName } from '../../labels.ts';
import type { Route } from '../routes/plan-routes.ts';
import { unknownHostPage, type KnownHost } from './unknown-host-page.ts';

export interface CaddySettings {
  /** The address to listen on; empty for all. */
  readonly listenAddress: string;
  /** Whether the short name of a host is answered, or sent on to the full name. */
  readonly shortNames: 'serve' | 'redirect';
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  /** Turns HTTPS on, with certificates in this address's name; empty for no HTTPS. */
  readonly acmeEmail: string;
  /** The ACME directory; empty for Let's Encrypt's. */
  readonly acmeDirectory: string;
  /** A PEM file of the authority that vouches for the ACME directory; empty for the system's. */
  readonly acmeRoot: string;
  /** The TCP port of the agent's own DNS responder on 127.0.0.1. */
  readonly dnsPort: number;
  /** The folder of the slot files, as Caddy sees it. */
  readonly serversFolder: string;
}

type Json = string | number | boolean | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/** A route at the port where Caddy really serves it. */
interface Site {
  readonly at: number;
  readonly route: Route;
}

/** How many servers of a route Caddy finds while the agent is away. */
const slots = 4;

/** The names of the files, in `serversFolder`, that hold a route's servers while the agent is away. */
export function slotFiles({ host, listen }: Route): string[] {
  return Array.from({ length: slots }, (_, slot) => `${digest(`${host}:${listen}`)}-${slot}`);
}

/** The name whose addresses are a route's servers with the given port (under RFC 6761's `invalid`). */
export function lookupName({ host, listen }: Route, port: number): string {
  return `${digest(`${host}:${listen}:${port}`)}.ecs-efs.invalid`;
}

/**
 * Caddy's configuration (https://caddyserver.com/docs/json/) for a set of routes, and an id by which Caddy can
 * be asked whether it has this very configuration.
 *
 * It does not depend on who serves the routes. Caddy asks the agent's resolver for that, and reads the slot
 * files while nobody answers there. All names in it have passed `isHostName`, so that no placeholder, wildcard
 * or address gets in, and a client cannot choose a name to look up.
 *
 * @param occupied are ports of the node that another program has, which are left out.
 */
export function caddyConfig(
  routes: readonly Route[],
  settings: CaddySettings,
  occupied: ReadonlySet<number> = new Set(),
): { id: string; json: string } {
  const secured = securedHosts(routes, settings);
  const sites = placeSites(routes, secured);
  const short = shortNames(routes);
  const namesOf = (host: string) => [host, ...(short.get(host) ?? [])];

  const handlers = new Map<number, Json[]>([[80, []]]);
  if (settings.acmeEmail) handlers.set(443, []);
  const add = (port: number, handler: Json) => handlers.set(port, [...(handlers.get(port) ?? []), handler]);

  for (const host of secured) add(80, redirect(namesOf(host), `https://${host}`, 308));
  for (const { at, route } of sites) {
    // No authority certifies a short name.
    const names = at === 443 ? [route.host] : namesOf(route.host);
    if (settings.shortNames === 'serve') {
      add(at, proxy(names, at, route, settings));
      continue;
    }
    add(at, proxy([route.host], at, route, settings));
    if (names.length > 1) add(at, redirect(names.slice(1), urlOf(route.host, at), 307));
  }

  const page = notFound(knownHosts(sites));
  const servers = Object.fromEntries(
    [...handlers]
      .filter(([port]) => !occupied.has(port))
      .map(([port, entries]) => [`port-${port}`, server(port, [...entries, page], settings)]),
  );
  const config = {
    logging,
    apps: { http: { servers }, ...(settings.acmeEmail && { tls: certificates(settings) }) },
  };
  const id = digest(JSON.stringify(config));
  return { id, json: JSON.stringify({ admin: { '@id': id, config: { persist: true } }, ...config }) };
}

/** Caddy's log without the agent's own questions, and without a line for each request while it is away. */
const logging: Json = {
  logs: { default: { exclude: ['admin.api'], sampling: { interval: 1e9, first: 10, thereafter: 1000 } } },
};

/** The hosts that get a certificate: public names with a route at port 80 or 443. */
function securedHosts(routes: readonly Route[], { acmeEmail }: CaddySettings): Set<string> {
  const web = routes.filter(({ host, listen }) => (listen === 80 || listen === 443) && isPublicName(host));
  return new Set(acmeEmail ? web.map((route) => route.host) : []);
}

/** Moves port 80 of a secured host to port 443, unless that is already served by a label of its own. */
function placeSites(routes: readonly Route[], secured: ReadonlySet<string>): Site[] {
  const own = new Set(routes.filter((route) => route.listen === 443).map((route) => route.host));
  return routes.flatMap((route) => {
    if (route.listen !== 80 || !secured.has(route.host)) return [{ at: route.listen, route }];
    return own.has(route.host) ? [] : [{ at: 443, route }];
  });
}

/** The short name of each host that has one: where hosts share it, the first in alphabetical order wins. */
function shortNames(routes: readonly Route[]): Map<string, string[]> {
  const hosts = [...new Set(routes.map((route) => route.host))].toSorted();
  const taken = new Set(hosts);
  const short = new Map<string, string[]>();
  for (const host of hosts) {
    const name = host.split('.', 1)[0] as string;
    if (taken.has(name)) continue;
    taken.add(name);
    short.set(host, [name]);
  }
  return short;
}

function knownHosts(sites: readonly Site[]): KnownHost[] {
  const names = [...new Set(sites.map((site) => site.route.host))];
  return names.map((name) => ({
    name,
    links: sites
      .filter((site) => site.route.host === name)
      .map(({ at }) => ({ port: at, url: `${urlOf(name, at)}/` }))
      .toSorted((a, b) => a.port - b.port),
  }));
}

function urlOf(host: string, port: number): string {
  if (port === 443) return `https://${host}`;
  return `http://${host}${port === 80 ? '' : `:${port}`}`;
}

function server(port: number, routes: readonly Json[], settings: CaddySettings): JsonObject {
  return {
    listen: [`${settings.listenAddress}:${port}`],
    protocols: port === 443 ? ['h1', 'h2'] : ['h1'],
    automatic_https: port === 443 ? { disable_redirects: true } : { disable: true },
    ...(port === 443 && { tls_connection_policies: [{}] }),
    routes: [{ handle: [withoutForgedHeaders] }, ...routes],
    errors: {
      routes: [
        {
          handle: [
            {
              handler: 'static_response',
              status_code: '{http.error.status_code}',
              body: '{http.error.status_code} {http.error.status_text}\n',
            },
          ],
        },
      ],
    },
  };
}

/**
 * Whoever is behind the proxy may trust what it says about the client, so none of it may come from the client;
 * also not in the spelling with underscores, which CGI-like servers cannot tell from the one with hyphens.
 */
const withoutForgedHeaders: Json = {
  handler: 'headers',
  request: { delete: ['*forwarded*', 'x-real*', 'x_real*'] },
};

function proxy(names: readonly string[], at: number, route: Route, settings: CaddySettings): Json {
  const [port, another] = route.ports;
  return on(
    names,
    { handler: 'request_body', max_size: settings.bodyLimit },
    {
      handler: 'reverse_proxy',
      upstreams: slotFiles(route).map((name) => ({ dial: `{file.${settings.serversFolder}/${name}}` })),
      // A look-up gives addresses at one port. For the moment in which a deployment changes the container's
      // port there are two, and the slot files serve alone.
      ...(another === undefined && {
        dynamic_upstreams: {
          source: 'a',
          name: `${lookupName(route, port as number)}.`,
          port: String(port),
          refresh: '50ms',
          resolver: { addresses: [`tcp/127.0.0.1:${settings.dnsPort}`] },
          versions: { ipv4: true, ipv6: false },
        },
      }),
      load_balancing: {
        selection_policy: { policy: 'ip_hash' },
        try_duration: '3s',
        try_interval: '30ms',
      },
      // Without it the hash would choose a server that refuses again at each try of the same request. Short,
      // because a lone server is not asked either while it counts as failed.
      health_checks: { passive: { fail_duration: '300ms', max_fails: 1 } },
      transport: { protocol: 'http', dial_timeout: '1s' },
      flush_interval: -1,
      // A new configuration would otherwise cut all WebSockets.
      stream_close_delay: '24h',
      headers: {
        request: { set: { 'X-Forwarded-Port': [String(at)], 'X-Real-IP': ['{http.request.remote.host}'] } },
      },
    },
  );
}

function redirect(names: readonly string[], url: string, status: 307 | 308): Json {
  return on(names, {
    handler: 'static_response',
    status_code: status,
    headers: { Location: [`${url}{http.request.uri}`] },
  });
}

function on(names: readonly string[], ...handle: readonly Json[]): Json {
  return { match: [{ host: names }], handle, terminal: true };
}

function notFound(hosts: readonly KnownHost[]): Json {
  return {
    handle: [
      {
        handler: 'static_response',
        status_code: 404,
        headers: {
          'Content-Type': ['text/html; charset=utf-8'],
          'Content-Security-Policy': ["default-src 'none'; style-src 'unsafe-inline'"],
          'Cache-Control': ['no-store'],
        },
        // Caddy would take the braces of the style sheet for placeholders.
        body: unknownHostPage(hosts).replaceAll(/[{}]/g, '\\$&'),
      },
    ],
  };
}

function certificates({ acmeEmail, acmeDirectory, acmeRoot }: CaddySettings): JsonObject {
  const issuer = {
    module: 'acme',
    email: acmeEmail,
    ...(acmeDirectory && { ca: acmeDirectory }),
    ...(acmeRoot && { trusted_roots_pem_files: [acmeRoot] }),
  };
  return { automation: { policies: [{ issuers: [issuer] }] } };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
