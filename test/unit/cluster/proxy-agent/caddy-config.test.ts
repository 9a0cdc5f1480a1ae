import { describe, expect, it } from 'vitest';
import { caddyConfig } from '../../../../src/cluster/proxy-agent/caddy/config.ts';
import type { CaddySettings } from '../../../../src/cluster/proxy-agent/caddy/sites.ts';
import { occupiedPort } from '../../../../src/cluster/proxy-agent/caddy/sync.ts';
import {
  lookupName,
  lookupTable,
  upstreamFileContents,
  upstreamFiles,
} from '../../../../src/cluster/proxy-agent/caddy/upstreams.ts';
import type { Route } from '../../../../src/cluster/proxy-agent/routes/plan-routes.ts';

const settings: CaddySettings = {
  listenAddress: '',
  shortNames: 'serve',
  bodyLimit: 100e6,
  acmeEmail: '',
  acmeDirectory: '',
  acmeRoot: '',
  dnsPort: 5380,
  upstreamsFolder: '/config/upstreams',
};

const route = (host: string, listen = 80, addresses: string[] = ['172.17.0.2'], port = 8080): Route => ({
  host,
  listen,
  ports: [port],
  upstreams: addresses.map((address) => ({ container: address, address, port })),
});

interface Handler {
  handler: string;
  headers?: { Location?: string[] };
  dynamic_upstreams?: { name: string };
}
interface Server {
  listen: string[];
  routes: { match?: { host: string[] }[]; handle: Handler[] }[];
}

const serversOf = (routes: Route[], more: Partial<CaddySettings> = {}, occupied?: Set<number>) => {
  const { json } = caddyConfig(routes, { ...settings, ...more }, occupied);
  return (JSON.parse(json) as { apps: { http: { servers: Record<string, Server> } } }).apps.http.servers;
};

const byPort = (a: Server, b: Server) => Number(a.listen[0]?.slice(1)) - Number(b.listen[0]?.slice(1));

/** The host names and where they lead to, by port. */
const outline = (routes: Route[], more: Partial<CaddySettings> = {}) =>
  Object.values(serversOf(routes, more))
    .toSorted(byPort)
    .flatMap(({ listen, routes: entries }) =>
      entries
        .filter((entry) => entry.match)
        .map(({ match, handle }) => {
          const last = handle.at(-1);
          const target = last?.handler === 'reverse_proxy' ? 'container' : last?.headers?.Location?.[0];
          return `${listen[0]} ${match?.[0]?.host.join(' ')} → ${target}`;
        }),
    );

describe('the configuration of Caddy', () => {
  it('listens at port 80 alone while there is no route', () => {
    expect(Object.values(serversOf([])).map(({ listen }) => listen)).toEqual([[':80']]);
  });

  it('answers the short name of a host, which belongs to the first in alphabetical order', () => {
    const routes = [route('shop.b.com'), route('shop.a.com'), route('wiki.b.com', 81)];
    expect(outline(routes)).toEqual([
      ':80 shop.b.com → container',
      ':80 shop.a.com shop → container',
      ':81 wiki.b.com wiki → container',
    ]);
  });

  it('gives no host a short name that is a host itself', () => {
    expect(outline([route('shop'), route('shop.a.com')])).toEqual([
      ':80 shop → container',
      ':80 shop.a.com → container',
    ]);
  });

  it('redirects short names if asked to', () => {
    expect(outline([route('shop.a.com'), route('shop.a.com', 81)], { shortNames: 'redirect' })).toEqual([
      ':80 shop.a.com → container',
      ':80 shop → http://shop.a.com{http.request.uri}',
      ':81 shop.a.com → container',
      ':81 shop → http://shop.a.com:81{http.request.uri}',
    ]);
  });

  it('moves port 80 to 443 with HTTPS, redirects there, and leaves other ports and private names alone', () => {
    const routes = [route('shop.a.com'), route('shop.a.com', 81), route('nas.local')];
    expect(outline(routes, { acmeEmail: 'a@a.com' })).toEqual([
      ':80 shop.a.com shop → https://shop.a.com{http.request.uri}',
      ':80 nas.local nas → container',
      ':81 shop.a.com shop → container',
      ':443 shop.a.com → container',
    ]);
  });

  it('prefers a label for port 443 over the one for port 80', () => {
    const routes = [
      route('shop.a.com', 80, ['172.17.0.2'], 8080),
      route('shop.a.com', 443, ['172.17.0.2'], 8443),
    ];
    const servers = serversOf(routes, { acmeEmail: 'a@a.com' });
    const secure = servers['port-443']?.routes.flatMap(({ handle }) => handle);
    expect(secure?.flatMap((handler) => handler.dynamic_upstreams?.name ?? [])).toEqual([
      `${lookupName(routes[1] as Route, 8443)}.`,
    ]);
  });

  it('does not depend on the upstreams of a route', () => {
    const one = caddyConfig([route('a.com', 80, ['172.17.0.2'])], settings);
    const two = caddyConfig([route('a.com', 80, ['172.17.0.3', '172.17.0.4'])], settings);
    expect(two).toEqual(one);
  });

  it('has another id for every change', () => {
    const ids = [
      caddyConfig([], settings),
      caddyConfig([route('a.com')], settings),
      caddyConfig([route('b.com')], settings),
      caddyConfig([route('a.com', 81)], settings),
      caddyConfig([route('a.com', 80, ['172.17.0.2'], 9090)], settings),
      caddyConfig([route('a.com')], { ...settings, bodyLimit: 1 }),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves out a port that another program uses', () => {
    const servers = serversOf([route('a.com'), route('a.com', 81)], {}, new Set([81]));
    expect(Object.keys(servers)).toEqual(['port-80']);
  });

  it('has no look-up for a route whose containers have two ports', () => {
    const [, entry] = serversOf([{ ...route('a.com'), ports: [8080, 9090] }])['port-80']?.routes ?? [];
    expect(entry?.handle.at(-1)).not.toHaveProperty('dynamic_upstreams');
  });
});

describe('the upstreams of a route', () => {
  const both = route('a.com', 80, ['172.17.0.2', '172.17.0.3']);

  it('are the addresses of its look-up name', () => {
    expect([...lookupTable([both])]).toEqual([[lookupName(both, 8080), ['172.17.0.2', '172.17.0.3']]]);
  });

  it('alternate in its files', () => {
    const contents = upstreamFileContents([both]);
    expect(upstreamFiles(both).map((file) => contents.get(file))).toEqual([
      '172.17.0.2:8080',
      '172.17.0.3:8080',
      '172.17.0.2:8080',
      '172.17.0.3:8080',
    ]);
  });

  it('are an address that refuses at once while there is none', () => {
    const none = { ...both, upstreams: [] };
    expect([...lookupTable([none]).values()]).toEqual([['255.255.255.255']]);
    expect(new Set(upstreamFileContents([none]).values())).toEqual(new Set(['255.255.255.255:8080']));
  });
});

describe('the reason for which Caddy refuses a configuration', () => {
  it.each([
    { reason: 'listen tcp :81: bind: address already in use', port: 81 },
    {
      reason: 'listening on 127.0.0.1:7070: listen tcp 127.0.0.1:7070: bind: address already in use',
      port: 7070,
    },
    { reason: 'unknown field "foo"', port: undefined },
  ])('$reason names port $port', ({ reason, port }) => {
    expect(occupiedPort(`{"error":"loading config: ${reason}"}`)).toBe(port);
  });
});
