import { digest } from '../lib/digest.ts';
import type { Route } from '../routes/plan-routes.ts';
import type { CaddySettings } from './caddy-settings.ts';
import { errorText, notFound, proxy, redirect, withoutForgedHeaders, type Json } from './handlers.ts';
import { knownHosts, placeSites, securedHosts, shortNames, urlOf, type Site } from './sites.ts';

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
