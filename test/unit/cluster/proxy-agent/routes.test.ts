import { describe, expect, it } from 'vitest';
import {
  planRoutes,
  type Container,
  type Route,
} from '../../../../src/cluster/proxy-agent/routes/plan-routes.ts';
import { keepRoutes } from '../../../../src/cluster/proxy-agent/routes/route-table.ts';

const settings = { domain: 'example.com', https: false, openPorts: [80, 443] };

const container = (
  name: string,
  labels: Record<string, string>,
  more: Partial<Container> = {},
): Container => ({
  id: `id-of-${name}`,
  name,
  labels,
  address: '172.17.0.2',
  onHost: false,
  ...more,
});

const onHost = { address: '127.0.0.1', onHost: true };

const planned = (containers: Container[], more: Partial<typeof settings> = {}) => {
  const { routes, problems } = planRoutes(containers, { ...settings, ...more });
  return {
    routes: routes.map(
      ({ host, listen, upstreams }) =>
        `${host}:${listen} → ${upstreams.map(({ address, port }) => `${address}:${port}`).join(' ')}`,
    ),
    problems: problems.map((problem) => `${problem.container}: ${problem.text}`),
  };
};

describe('the routes of a node', () => {
  it('are every host of a container at every port, by name', () => {
    const labels = { 'proxy.host': 'shop wiki.example.org', 'proxy.ports': '80 443:8443 81:82' };
    expect(planned([container('web', labels)], { https: true, openPorts: [80, 81, 443] })).toEqual({
      routes: [
        'shop.example.com:80 → 172.17.0.2:80',
        'shop.example.com:81 → 172.17.0.2:82',
        'shop.example.com:443 → 172.17.0.2:8443',
        'wiki.example.org:80 → 172.17.0.2:80',
        'wiki.example.org:81 → 172.17.0.2:82',
        'wiki.example.org:443 → 172.17.0.2:8443',
      ],
      problems: [],
    });
  });

  it('lead to all containers of the host, in an order that does not depend on the list', () => {
    const pair = [
      container('b', { 'proxy.host': 'shop' }, { address: '172.17.0.3' }),
      container('a', { 'proxy.host': 'shop' }, { address: '172.17.0.2' }),
    ];
    expect(planned(pair)).toEqual(planned(pair.toReversed()));
    expect(planned(pair).routes).toEqual(['shop.example.com:80 → 172.17.0.2:80 172.17.0.3:80']);
  });

  it('are served, with a hint if the security group does not open the port', () => {
    expect(planned([container('web', { 'proxy.host': 'shop', 'proxy.ports': '8080' })])).toEqual({
      routes: ['shop.example.com:8080 → 172.17.0.2:8080'],
      problems: [
        'web: port 8080 is served on this node, but its security group does not open it: ' +
          'add 8080 to the parameter ProxyPorts',
      ],
    });
  });

  it('have no port 443 without HTTPS', () => {
    expect(planned([container('web', { 'proxy.host': 'shop', 'proxy.ports': '80 443:8443' })])).toEqual({
      routes: ['shop.example.com:80 → 172.17.0.2:80'],
      problems: ['web: proxy.ports: port 443 needs HTTPS: set the parameter AcmeEmail'],
    });
  });

  it('have no port 443 for a host that gets no certificate', () => {
    const labels = { 'proxy.host': 'nas.local', 'proxy.ports': '80 443' };
    expect(planned([container('web', labels)], { https: true })).toEqual({
      routes: ['nas.local:80 → 172.17.0.2:80'],
      problems: ['web: proxy.ports: port 443 needs a certificate, which nas.local cannot get'],
    });
  });

  it('leave out a container without an address', () => {
    expect(planned([container('web', { 'proxy.host': 'shop' }, { address: undefined })])).toEqual({
      routes: [],
      problems: ['web: the node has no address for it (network modes bridge, host and awsvpc are served)'],
    });
  });

  it.each([
    { ports: '80', https: false, port: 80 },
    { ports: '81:80', https: false, port: 80 },
    { ports: '81:443', https: true, port: 443 },
    { ports: '81:2019', https: false, port: 2019 },
    { ports: '81:51678', https: false, port: 51678 },
  ])(
    'do not lead to port $port of the host network, which is not the container’s',
    ({ ports, https, port }) => {
      expect(
        planned([container('web', { 'proxy.host': 'shop', 'proxy.ports': ports }, onHost)], { https }),
      ).toEqual({
        routes: [],
        problems: [`web: proxy.ports: port ${port} of the host network belongs to the node`],
      });
    },
  );

  it('leave a port to the container that has it on the host network', () => {
    const { routes, problems } = planned(
      [
        container('app', { 'proxy.host': 'app', 'proxy.ports': '80:8080' }, onHost),
        container('web', { 'proxy.host': 'web', 'proxy.ports': '80 8080' }),
      ],
      { openPorts: [80, 8080] },
    );
    expect(routes).toEqual(['app.example.com:80 → 127.0.0.1:8080', 'web.example.com:80 → 172.17.0.2:80']);
    expect(problems).toEqual(['web: proxy.ports: port 8080 belongs to a container on the host network']);
  });
});

describe('a route without upstreams', () => {
  const minute = 60_000;
  const route: Route = {
    host: 'shop.example.com',
    listen: 80,
    ports: [8080],
    upstreams: [{ container: 'id', address: '172.17.0.2', port: 8080 }],
  };

  it('stays for the time that it may linger', () => {
    const before = keepRoutes([], [route], { now: 10 * minute, linger: 2 * minute });
    expect(keepRoutes(before, [], { now: 11 * minute, linger: 2 * minute })).toEqual([
      { ...route, upstreams: [], seen: 10 * minute },
    ]);
    expect(keepRoutes(before, [], { now: 12 * minute, linger: 2 * minute })).toEqual([]);
  });

  it('is dropped together with others of the same half minute', () => {
    const other = { ...route, host: 'wiki.example.com', seen: 10 * minute + 20_000 };
    const first = { ...route, seen: 10 * minute + 1 };
    expect(keepRoutes([first, other], [], { now: 12 * minute + 29_000, linger: 2 * minute })).toHaveLength(2);
    expect(keepRoutes([first, other], [], { now: 12 * minute + 30_000, linger: 2 * minute })).toHaveLength(0);
  });

  it('is dropped at once if it may not linger', () => {
    expect(
      keepRoutes(keepRoutes([], [route], { now: minute, linger: 0 }), [], { now: minute, linger: 0 }),
    ).toEqual([]);
  });

  it('gets its upstreams back', () => {
    const gone = keepRoutes(keepRoutes([], [route], { now: 1, linger: minute }), [], {
      now: 2,
      linger: minute,
    });
    expect(keepRoutes(gone, [route], { now: 3, linger: minute })).toEqual([{ ...route, seen: 3 }]);
  });
});
