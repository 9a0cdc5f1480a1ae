import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { callUnix } from '../../../src/cluster/proxy-agent/lib/unix-http.ts';
import { adminSocket, countLoads, startCaddy } from '../../support/caddy.ts';
import { noDocker, startDocker, type Engine } from '../../support/docker.ts';
import { until } from '../../support/poll.ts';
import { call, ownAddress, startProxyNode, type ProxyNode } from '../../support/proxy.ts';
import type { Chapter, Figure } from '../figure.ts';
import type { LoadOrder, LoadReport } from '../proxy-load.ts';
import { ratioOf, sampleOf, type Sample } from '../sample.ts';

function startLoad(order: LoadOrder): { stop(): Promise<LoadReport> } {
  const child = fork(fileURLToPath(new URL('../proxy-load.ts', import.meta.url)));
  child.send(order);
  return {
    stop: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as LoadReport));
        child.send('stop');
      }),
  };
}

const sameByHand = 'the same by hand';
const bare = 'a bare reverse_proxy';
const limits: Readonly<Record<string, string>> = {
  [sameByHand]:
    'The agent answers twenty look-ups a second for each host that is asked for, on the cores that Caddy and the load use too.',
  [bare]:
    'What is left is what every request gets besides: forged headers removed, a limit for its body, headers of its own, and no buffering.',
};

const small = ['/bin/sh', '-c', 'echo ok >/tmp/index.html; echo ok >/tmp/fast; exec httpd -f -p 80 -h /tmp'];

async function answers(node: ProxyNode, host: string): Promise<void> {
  await until(host, async () => (await call(node.address, { host, path: '/fast' })).status === 200, {
    everyMs: 1,
  });
}

/** From the moment that Docker has started a container to the first answer through the proxy. */
async function measureStart(docker: Engine, node: ProxyNode, quick: boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of ['a new host', 'a known host'] as const) {
    const times: number[] = [];
    const loads = countLoads(node.caddy);
    for (let n = 0; n < (quick ? 10 : 50); n += 1) {
      const host = kind === 'a new host' ? `start-${n}` : 'start-0';
      const id = await docker.create({ labels: { 'proxy.host': host }, command: small });
      await docker.start(id);
      const begin = performance.now();
      await answers(node, host);
      times.push(performance.now() - begin);
      await docker.remove(id);
    }
    figures.push(
      {
        name: `container started to first answer, ${kind}`,
        unit: 'ms',
        value: sampleOf(times),
        goal: { what: 'value', atMost: 25 },
        ...(kind === 'a new host' && {
          limit:
            'A new host is a new configuration, which Caddy loads; connections that are kept open are closed by that when they are idle.',
        }),
      },
      {
        name: `the slowest of them, ${kind}`,
        unit: 'ms',
        value: Math.max(...times),
        goal: { what: 'value', atMost: 200 },
      },
      {
        name: `reloads for ${times.length} containers, ${kind}`,
        unit: 'loads',
        value: countLoads(node.caddy) - loads,
      },
    );
  }
  return figures;
}

interface Replacement {
  readonly keep: boolean;
  readonly atSigterm: 'drain' | 'die';
  readonly killAgent: boolean;
}

/** Both containers of a host are replaced, one after the other, again and again, under constant load. */
async function measureReplacement(
  docker: Engine,
  node: ProxyNode,
  { keep, atSigterm, killAgent }: Replacement,
  quick: boolean,
): Promise<Figure[]> {
  const server = () => docker.run({ labels: { 'proxy.host': 'replace' }, env: { AT_SIGTERM: atSigterm } });
  let pair = [await server(), await server()];
  await answers(node, 'replace');
  // A killed agent forgets the hosts that it kept for other measurements, which is a reload of its own.
  if (killAgent) {
    await node.agent.stop('SIGKILL');
    await node.startAgent();
  }
  await sleep(1000);
  const loads = countLoads(node.caddy);
  const wanted = quick ? 3_000 : 100_000;
  const rate = 1500;
  const load = startLoad({ address: node.address, hosts: ['replace'], connections: 20, keep, rate });
  const begin = performance.now();
  const rounds = quick ? 1 : 20;
  for (let round = 0; round < rounds; round += 1) {
    for (const old of pair) {
      const next = await server();
      await sleep(300);
      await docker.stop(old, 10);
      await docker.remove(old);
      pair = [...pair.filter((id) => id !== old), next];
      if (killAgent) {
        await node.agent.stop('SIGKILL');
        await sleep(100);
        await node.startAgent();
      }
    }
  }
  await sleep(Math.max(0, (wanted / rate) * 1100 - (performance.now() - begin)));
  const { requests, lost, worst } = await load.stop();
  const reloads = countLoads(node.caddy) - loads;
  await docker.removeAll();
  const name = `${rounds} times 2 containers replaced, ${keep ? 'kept' : 'new'} connections, ${atSigterm} at SIGTERM${killAgent ? ', agent killed' : ''}`;
  const what = Object.entries(lost).map(([outcome, count]) => `${outcome} ${count}`);
  return [
    {
      name: `${name}: lost of ${requests}`,
      unit: 'requests',
      value: Object.values(lost).reduce((sum, count) => sum + count, 0),
      goal: { what: 'value', atMost: 0 },
      ...(what.length > 0 && { limit: what.join(', ') }),
    },
    { name: `${name}: slowest answer`, unit: 'ms', value: worst },
    { name: `${name}: reloads`, unit: 'loads', value: reloads, goal: { what: 'value', atMost: 0 } },
  ];
}

async function measureMany(docker: Engine, node: ProxyNode, quick: boolean): Promise<Figure[]> {
  const hosts = Array.from({ length: quick ? 10 : 150 }, (_, n) => `many-${n}`);
  const begin = performance.now();
  const names = [...hosts, ...hosts];
  await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (let n = lane; n < names.length; n += 4)
        await docker.run({ labels: { 'proxy.host': names[n] as string }, command: small });
    }),
  );
  await Promise.all(hosts.map((host) => answers(node, host)));
  const started = (performance.now() - begin) / 1000;

  const restSeconds = quick ? 2 : 10;
  const cpuBefore = cpuSeconds(node.agent.child.pid);
  await sleep(restSeconds * 1000);
  const restCpu = ((cpuSeconds(node.agent.child.pid) - cpuBefore) / restSeconds) * 100;
  const agentMemory = residentMegabytes(node.agent.child.pid);
  const caddyMemory = residentMegabytes(node.caddy.child.pid);

  const restart = performance.now();
  await node.agent.stop('SIGKILL');
  await node.startAgent();
  const restarted = performance.now() - restart;

  const before = connectionsOpened();
  const cpu = cpuSeconds(node.agent.child.pid);
  const load = startLoad({ address: node.address, hosts, connections: 20, keep: true, rate: 1000 });
  await sleep(quick ? 2000 : 15_000);
  const { requests, seconds, lost, median, worst } = await load.stop();
  // The small servers close each connection, so that every request opens one too.
  const lookups = (connectionsOpened() - before - requests) / seconds;
  const agentCpu = ((cpuSeconds(node.agent.child.pid) - cpu) / seconds) * 100;

  const id = await docker.create({ labels: { 'proxy.host': 'one-more' }, command: small });
  await docker.start(id);
  const start = performance.now();
  await answers(node, 'one-more');
  const oneMore = performance.now() - start;
  await docker.removeAll();
  const all = `${names.length} containers of ${hosts.length} hosts`;
  return [
    {
      name: `${all}: started and all answering`,
      unit: 's',
      value: started,
      limit: 'Docker starts containers one by one.',
    },
    { name: `${all}: memory of the agent`, unit: 'MB', value: agentMemory },
    { name: `${all}: processor time of the agent at rest`, unit: 'percent', value: restCpu },
    { name: `${all}: memory of Caddy`, unit: 'MB', value: caddyMemory },
    { name: `${all}: agent killed, to look-ups answered again`, unit: 'ms', value: restarted },
    { name: `${all}: requests over all hosts`, unit: 'per second', value: requests / seconds },
    { name: `${all}: look-ups beside them`, unit: 'per second', value: lookups },
    { name: `${all}: processor time of the agent beside them`, unit: 'percent', value: agentCpu },
    { name: `${all}: median answer`, unit: 'ms', value: median },
    { name: `${all}: slowest answer`, unit: 'ms', value: worst },
    {
      name: `${all}: lost of ${requests}`,
      unit: 'requests',
      value: Object.values(lost).reduce((sum, count) => sum + count, 0),
      goal: { what: 'value', atMost: 0 },
    },
    { name: `${all}: one more host, started to first answer`, unit: 'ms', value: oneMore },
  ];
}

/**
 * The same Caddy four times: driven by the agent; with the slot files but no look-ups; with the same handlers, but the container's address written by
 * hand; and with a bare `reverse_proxy`. They take turns, because other work on the machine comes and goes.
 */
async function measureThroughput(docker: Engine, node: ProxyNode, quick: boolean): Promise<Figure[]> {
  const id = await docker.run({ labels: { 'proxy.host': 'fast' } });
  await answers(node, 'fast');
  const { NetworkSettings } = await docker.inspect(id);
  const upstreams = [{ dial: `${NetworkSettings.IPAddress}:80` }];
  const driven = JSON.parse(
    (await callUnix(adminSocket(node.folders), { path: '/config/apps/http/servers/port-80' })).body,
  ) as { routes: { match?: unknown; handle: Record<string, unknown>[] }[] };
  const site = driven.routes.find((route) => route.match);
  const proxy = site?.handle.at(-1);
  const slotFiles = structuredClone(driven);
  delete slotFiles.routes.find((route) => route.match)?.handle.at(-1)?.['dynamic_upstreams'];
  delete proxy?.['dynamic_upstreams'];
  Object.assign(proxy ?? {}, { upstreams });
  const bareSite = { ...driven, routes: [{ ...site, handle: [{ handler: 'reverse_proxy', upstreams }] }] };
  const contenders = [{ name: 'by the agent', address: node.address, caddy: node.caddy }];
  for (const [name, server] of [
    ['the slot files without look-ups', slotFiles],
    [sameByHand, driven],
    [bare, bareSite],
  ] as const) {
    const address = ownAddress();
    const folder = join(node.folders.config, name);
    const folders = { config: join(folder, 'config'), data: join(folder, 'data') };
    const caddy = await startCaddy(folders);
    const config = { apps: { http: { servers: { hand: { ...server, listen: [`${address}:80`] } } } } };
    const { status } = await callUnix(adminSocket(folders), {
      method: 'POST',
      path: '/load',
      body: JSON.stringify(config),
    });
    if (status !== 200) throw new Error(`${name}: ${status}`);
    contenders.push({ name, address, caddy });
  }
  const perSecond = contenders.map((): number[] => []);
  // The first round, in which Caddy is cold, does not count.
  for (let round = 0; round <= (quick ? 1 : 8); round += 1) {
    for (const [n, { address }] of contenders.entries()) {
      const load = startLoad({ address, hosts: ['fast'], connections: 16, keep: true });
      await sleep(quick ? 1000 : 5000);
      const { requests, seconds } = await load.stop();
      if (round > 0) perSecond[n]?.push(requests / seconds);
    }
  }
  for (const { caddy } of contenders.slice(1)) await caddy.stop('SIGKILL');
  await docker.removeAll();
  const [ours, ...peers] = perSecond.map(sampleOf);
  return peers.map((value, n): Figure => {
    const name = contenders[n + 1]?.name ?? '';
    return {
      name: `throughput against ${name}`,
      unit: 'per second',
      value: ours as Sample,
      peer: { name, value },
      ratio: ratioOf(ours as Sample, value),
      ...(name === sameByHand && { goal: { what: 'ratio', atLeast: 0.95 } as const }),
      ...(limits[name] && { limit: limits[name] }),
    };
  });
}

function residentMegabytes(pid: number | undefined): number {
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

/** The processor time of a process (proc(5): fields 14 and 15, in hundredths of a second). */
function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** TCP connections that this machine has opened since it started: each look-up is one. */
function connectionsOpened(): number {
  const [names, values] = readFileSync('/proc/net/snmp', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Tcp:'))
    .map((line) => line.split(' '));
  return Number(values?.[names?.indexOf('ActiveOpens') ?? 0]);
}

/** The proxy of a node: a real Docker Engine, a real Caddy, and the agent. */
export async function benchProxy({ quick }: { quick: boolean }): Promise<Chapter> {
  const title = 'The proxy of a node';
  const method =
    'A real Docker Engine and a real Caddy with the agent; the load comes from another process over bare sockets, ' +
    '20 connections and 1,500 requests a second, for the throughput 16 connections as fast as they go.';
  if (noDocker) return { title, method: `Not measured: ${noDocker}`, figures: [] };
  const docker = await startDocker();
  // Hosts of one measurement must not go, with a reload, during another.
  const node = await startProxyNode({ dockerSocket: docker.socket, options: ['--linger', '3600'] });
  const replacements: Replacement[] = [false, true].flatMap((killAgent) =>
    (['drain', 'die'] as const).flatMap((atSigterm) =>
      [true, false].map((keep) => ({ keep, atSigterm, killAgent })),
    ),
  );
  const figures: Figure[] = [];
  try {
    figures.push(...(await measureStart(docker, node, quick)));
    for (const each of quick ? replacements.slice(3, 4) : replacements)
      figures.push(...(await measureReplacement(docker, node, each, quick)));
    figures.push(...(await measureThroughput(docker, node, quick)));
    figures.push(...(await measureMany(docker, node, quick)));
    return { title, method, figures };
  } finally {
    await node.stop();
    await docker.shutDown();
  }
}
