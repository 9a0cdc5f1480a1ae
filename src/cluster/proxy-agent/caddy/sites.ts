import { isPublicName } from '../../labels.ts';
import type { Route } from '../routes/plan-routes.ts';
import type { KnownHost } from './unknown-host-page.ts';

/** The settings that Caddy's configuration depends on. */
export interface CaddySettings {
  /** The address to listen on; empty for all. */
  readonly listenAddress: string;
  /** Whether Caddy serves the short name of a host, or redirects it to the full name. */
  readonly shortNames: 'serve' | 'redirect';
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  /** Turns HTTPS on, with certificates for this email address; empty for no HTTPS. */
  readonly acmeEmail: string;
  /** The ACME directory; empty for Let's Encrypt's. */
  readonly acmeDirectory: string;
  /** A PEM file with the root certificate of the ACME directory; empty for the system's. */
  readonly acmeRoot: string;
  /** The TCP port of the agent's own DNS responder on 127.0.0.1. */
  readonly dnsPort: number;
  /** The folder of the upstream files, as Caddy sees it. */
  readonly upstreamsFolder: string;
}

/** A route and the port at which Caddy serves it. */
export interface Site {
  readonly port: number;
  readonly route: Route;
}

/** The hosts that get a certificate: public names with a route at port 80 or 443. */
export function securedHosts(routes: readonly Route[], { acmeEmail }: CaddySettings): Set<string> {
  const web = routes.filter(({ host, listen }) => (listen === 80 || listen === 443) && isPublicName(host));
  return new Set(acmeEmail ? web.map((route) => route.host) : []);
}

/** Moves port 80 of a secured host to port 443, unless a label of the host already serves that. */
export function placeSites(routes: readonly Route[], secured: ReadonlySet<string>): Site[] {
  const own = new Set(routes.filter((route) => route.listen === 443).map((route) => route.host));
  return routes.flatMap((route) => {
    if (route.listen !== 80 || !secured.has(route.host)) return [{ port: route.listen, route }];
    return own.has(route.host) ? [] : [{ port: 443, route }];
  });
}

/** The short name of each host that has one. Of hosts that share it, the first in alphabetical order gets it. */
export function shortNames(routes: readonly Route[]): Map<string, string[]> {
  const hosts = [...new Set(routes.map((route) => route.host))].toSorted();
  const taken = new Set(hosts);
  const names = new Map<string, string[]>();
  for (const host of hosts) {
    const [name = ''] = host.split('.', 1);
    if (taken.has(name)) continue;
    taken.add(name);
    names.set(host, [name]);
  }
  return names;
}

/** The hosts for the page of unknown hosts. */
export function knownHosts(sites: readonly Site[]): KnownHost[] {
  const names = [...new Set(sites.map((site) => site.route.host))];
  return names.map((name) => ({
    name,
    links: sites
      .filter((site) => site.route.host === name)
      .map(({ port }) => ({ port, url: `${urlOf(name, port)}/` }))
      .toSorted((a, b) => a.port - b.port),
  }));
}

export function urlOf(host: string, port: number): string {
  if (port === 443) return `https://${host}`;
  return `http://${host}${port === 80 ? '' : `:${port}`}`;
}
