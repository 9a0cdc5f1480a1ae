import type { Route } from '../routes/plan-routes.ts';
import {
  knownHosts,
  placeSites,
  securedHosts,
  shortNames,
  urlOf,
  type CaddySettings,
  type Site,
} from './sites.ts';
import { unknownHostPage, type KnownHost } from './unknown-host-page.ts';
import { digest, lookupName, upstreamFiles } from './upstreams.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/**
 * Caddy's configuration (https://caddyserver.com/docs/json/) for a set of routes, and an id by which the agent can ask
 * Caddy whether it runs with this configuration.
 *
 * It does not depend on the upstreams of the routes: Caddy asks the agent's DNS responder for them, and reads the
 * upstream files while it does not answer. All names in it have passed `isHostName`, so that there is no
 * placeholder, wildcard or IP address among them, and a client cannot choose a name to look up.
 *
 * @param occupied ports of the node that other programs use, which are left out.
 */
export function caddyConfig(
  routes: readonly Route[],
  settings: CaddySettings,
  occupied: ReadonlySet<number> = new Set(),
): { id: string; json: string } {
  const secured = securedHosts(routes, settings);
  const sites = placeSites(routes, secured);
  const page = notFound(knownHosts(sites));
  const servers = Object.fromEntries(
    [...handlersByPort(sites, secured, settings)]
      .filter(([port]) => !occupied.has(port))
      .map(([port, handlers]) => [`port-${port}`, server(port, [...handlers, page], settings)]),
  );
  const config = {
    logging,
    apps: { http: { servers }, ...(settings.acmeEmail && { tls: certificates(settings) }) },
  };
  const id = digest(JSON.stringify(config));
  return { id, json: JSON.stringify({ admin: { '@id': id, config: { persist: true } }, ...config }) };
}

function handlersByPort(
  sites: readonly Site[],
  secured: ReadonlySet<string>,
  settings: CaddySettings,
): Map<number, Json[]> {
  const short = shortNames(sites.map(({ route }) => route));
  const namesOf = (host: string) => [host, ...(short.get(host) ?? [])];
  const handlers = new Map<number, Json[]>([[80, []]]);
  if (settings.acmeEmail) handlers.set(443, []);
  const add = (port: number, handler: Json) => handlers.set(port, [...(handlers.get(port) ?? []), handler]);

  for (const host of secured) add(80, redirect(namesOf(host), `https://${host}`, 308));
  for (const site of sites) {
    const { host } = site.route;
    // No authority certifies a short name.
    const names = site.port === 443 ? [host] : namesOf(host);
    const isServed = settings.shortNames === 'serve';
    add(site.port, proxy(isServed ? names : [host], site, settings));
    if (!isServed && names.length > 1) {
      add(site.port, redirect(names.slice(1), urlOf(host, site.port), 307));
    }
  }
  return handlers;
}

/** Caddy's log without the agent's requests, and not one line for each look-up while the agent is away. */
const logging: Json = {
  logs: { default: { exclude: ['admin.api'], sampling: { interval: 1e9, first: 10, thereafter: 1000 } } },
};

function server(port: number, routes: readonly Json[], settings: CaddySettings): Json {
  return {
    listen: [`${settings.listenAddress}:${port}`],
    protocols: port === 443 ? ['h1', 'h2'] : ['h1'],
    automatic_https: port === 443 ? { disable_redirects: true } : { disable: true },
    ...(port === 443 && { tls_connection_policies: [{}] }),
    routes: [withoutForgedHeaders, ...routes],
    errors: { routes: [errorText] },
  };
}

function certificates({ acmeEmail, acmeDirectory, acmeRoot }: CaddySettings): Json {
  const issuer = {
    module: 'acme',
    email: acmeEmail,
    ...(acmeDirectory && { ca: acmeDirectory }),
    ...(acmeRoot && { trusted_roots_pem_files: [acmeRoot] }),
  };
  return { automation: { policies: [{ issuers: [issuer] }] } };
}

/** Passes requests for these names to the upstreams of a route. */
function proxy(names: readonly string[], { port: at, route }: Site, settings: CaddySettings): Json {
  const [port, another] = route.ports;
  return on(
    names,
    { handler: 'request_body', max_size: settings.bodyLimit },
    {
      handler: 'reverse_proxy',
      upstreams: upstreamFiles(route).map((name) => ({ dial: `{file.${settings.upstreamsFolder}/${name}}` })),
      // A look-up gives addresses at one port. While a deployment changes the container's port there are two, and only
      // the upstream files serve.
      ...(port !== undefined &&
        another === undefined && {
          dynamic_upstreams: {
            source: 'a',
            name: `${lookupName(route, port)}.`,
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
      // Without it, each try of a request would choose the same failed upstream again. Short, because a single upstream
      // gets no requests either while it counts as failed.
      health_checks: { passive: { fail_duration: '300ms', max_fails: 1 } },
      transport: { protocol: 'http', dial_timeout: '1s' },
      flush_interval: -1,
      // Without it, a new configuration would close all WebSockets.
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
        // Caddy would read the braces of the style sheet as placeholders.
        body: unknownHostPage(hosts).replaceAll(/[{}]/g, '\\$&'),
      },
    ],
  };
}

/**
 * Containers may trust these headers about the client, so the client cannot set them, also not with underscores, which
 * CGI-like servers cannot distinguish from hyphens.
 */
const withoutForgedHeaders: Json = {
  handle: [{ handler: 'headers', request: { delete: ['*forwarded*', 'x-real*', 'x_real*'] } }],
};

/** The body of Caddy's own errors. */
const errorText: Json = {
  handle: [
    {
      handler: 'static_response',
      status_code: '{http.error.status_code}',
      body: '{http.error.status_code} {http.error.status_text}\n',
    },
  ],
};

function on(names: readonly string[], ...handle: readonly Json[]): Json {
  return { match: [{ host: names }], handle, terminal: true };
}
