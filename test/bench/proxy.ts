// Measures the proxy with a real Docker Engine and Caddy: `npx tsx test/bench/proxy.ts [--quick]`. Prints a line for
// each figure as it comes, and all of them as JSON at the end.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { callUnix } from '../../src/node/proxy/unix-http.ts';
import { adminSocket, countLoads, startCaddy } from '../support/caddy.ts';
import { noDocker, startDocker, type Engine } from '../support/docker.ts';
import { until } from '../support/poll.ts';
import { call, ownAddress, startProxyNode, type ProxyNode } from '../support/proxy.ts';
import type { LoadOrder, LoadReport } from './proxy-load.ts';

const quick = process.argv.includes('--quick');
const figures: Record<string, unknown> = {};

function report(name: string, figure: unknown): void {
  figures[name] = figure;
  process.stderr.write(
    `${name.padEnd(62)} ${typeof figure === 'string' ? figure : JSON.stringify(figure)}\n`,
  );
}

function startLoad(order: LoadOrder): { stop(): Promise<LoadReport> } {
  const child = fork(fileURLToPath(new URL('proxy-load.ts', import.meta.url)));
  child.send(order);
  return {
    stop: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as LoadReport));
        child.send('stop');
      }),
  };
}

const small = ['/bin/sh', '-c', 'echo ok >/tmp/index.html; echo ok >/tmp/fast; exec httpd -f -p 80 -h /tmp'];

async function answers(node: ProxyNode, host: string): Promise<void> {
  await until(host, async () => (await call(node.address, { host, path: '/fast' })).status === 200, {
    everyMs: 1,
  });
}

/** From the moment that Docker has started a container to the first answer through the proxy, in milliseconds. */
async function measureStart(docker: Engine, node: ProxyNode): Promise<void> {
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
    const sorted = times.toSorted((a, b) => a - b).map((time) => Math.round(time * 10) / 10);
    report(`start to first answer, ${kind} (ms)`, {
      median: sorted[sorted.length >> 1],
      worst: sorted.at(-1),
      reloads: countLoads(node.caddy) - loads,
    });
  }
}

async function measureReplacement(
  docker: Engine,
  node: ProxyNode,
  { keep, atSigterm, killAgent }: { keep: boolean; atSigterm: 'drain' | 'die'; killAgent: boolean },
): Promise<void> {
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
  const wanted = quick ? 10_000 : 100_000;
  const rate = 1500;
  const load = startLoad({ address: node.address, hosts: ['replace'], connections: 20, keep, rate });
  const begin = performance.now();
  const rounds = quick ? 4 : 20;
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
  const { requests, lost, median, worst, seconds } = await load.stop();
  report(
    `${rounds} replacements of 2, ${keep ? 'kept' : 'new'} connections, ${atSigterm} at SIGTERM${killAgent ? ', agent killed' : ''}`,
    {
      lost: Object.values(lost).reduce((sum, count) => sum + count, 0),
      of: requests,
      ...(Object.keys(lost).length > 0 && { what: lost }),
      perSecond: Math.round(requests / seconds),
      medianMs: Math.round(median * 10) / 10,
      worstMs: Math.round(worst),
      reloads: countLoads(node.caddy) - loads,
    },
  );
  await docker.removeAll();
}

async function measureMany(docker: Engine, node: ProxyNode): Promise<void> {
  const hosts = Array.from({ length: quick ? 30 : 150 }, (_, n) => `many-${n}`);
  const begin = performance.now();
  const names = [...hosts, ...hosts];
  await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (let n = lane; n < names.length; n += 4)
        await docker.run({ labels: { 'proxy.host': names[n] as string }, command: small });
    }),
  );
  await Promise.all(hosts.map((host) => answers(node, host)));
  report(
    `${names.length} containers of ${hosts.length} hosts started and all answering (s)`,
    Math.round((performance.now() - begin) / 1000),
  );

  const agentBefore = cpuSeconds(node.agent.child.pid);
  await sleep(5000);
  report('agent at rest: memory (MB), CPU (%)', {
    memory: residentMegabytes(node.agent.child.pid),
    cpu: Math.round((cpuSeconds(node.agent.child.pid) - agentBefore) * 200) / 10,
  });
  report('Caddy: memory (MB)', residentMegabytes(node.caddy.child.pid));

  const restart = performance.now();
  await node.agent.stop('SIGKILL');
  await node.startAgent();
  report('agent killed to look-ups answered again (ms)', Math.round(performance.now() - restart));

  const before = connectionsOpened();
  const cpu = cpuSeconds(node.agent.child.pid);
  const load = startLoad({ address: node.address, hosts, connections: 20, keep: true, rate: 1000 });
  await sleep(quick ? 3000 : 15_000);
  const { requests, seconds, lost, median, worst } = await load.stop();
  report(`${hosts.length} hosts asked in turn`, {
    requestsPerSecond: Math.round(requests / seconds),
    // The small servers close each connection, so that every request opens one too.
    lookupsPerSecond: Math.round((connectionsOpened() - before - requests) / seconds),
    agentCpuPercent: Math.round(((cpuSeconds(node.agent.child.pid) - cpu) / seconds) * 100),
    lost,
    medianMs: Math.round(median * 10) / 10,
    worstMs: Math.round(worst),
  });

  const id = await docker.create({ labels: { 'proxy.host': 'one-more' }, command: small });
  await docker.start(id);
  const start = performance.now();
  await answers(node, 'one-more');
  report('one more host beside them, start to first answer (ms)', Math.round(performance.now() - start));
  await docker.removeAll();
}

/**
 * The same Caddy four times: driven by the agent; with the slot files but no look-ups; with the same handlers, but the container's address written by
 * hand; and with a bare `reverse_proxy`. They take turns, because other work on the machine comes and goes.
 */
async function measureThroughput(docker: Engine, node: ProxyNode): Promise<void> {
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
  const bare = { ...driven, routes: [{ ...site, handle: [{ handler: 'reverse_proxy', upstreams }] }] };
  const contenders = [{ name: 'by the agent', address: node.address, caddy: node.caddy }];
  for (const [name, server] of [
    ['the slot files without look-ups', slotFiles],
    ['the same by hand', driven],
    ['a bare reverse_proxy', bare],
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
  const rounds = contenders.map(() => ({ perSecond: [] as number[], microseconds: [] as number[] }));
  for (let round = 0; round < (quick ? 2 : 8); round += 1) {
    for (const [n, { address, caddy }] of contenders.entries()) {
      const load = startLoad({ address, hosts: ['fast'], connections: 16, keep: true });
      const cpu = cpuSeconds(caddy.child.pid);
      await sleep(quick ? 2000 : 5000);
      const { requests, seconds } = await load.stop();
      rounds[n]?.perSecond.push(requests / seconds);
      rounds[n]?.microseconds.push(((cpuSeconds(caddy.child.pid) - cpu) / requests) * 1e6);
    }
  }
  const middle = (list: number[] = []) => list.toSorted((a, b) => a - b)[list.length >> 1] as number;
  for (const [n, { name }] of contenders.entries()) {
    report(`throughput, ${name}`, {
      perSecond: Math.round(middle(rounds[n]?.perSecond)),
      caddyMicroseconds: Math.round(middle(rounds[n]?.microseconds)),
      shareOfAgent: Math.round((middle(rounds[0]?.perSecond) / middle(rounds[n]?.perSecond)) * 1000) / 1000,
    });
  }
  for (const { caddy } of contenders.slice(1)) await caddy.stop('SIGKILL');
  await docker.removeAll();
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

async function main(): Promise<void> {
  if (noDocker) throw new Error(noDocker);
  const docker = await startDocker();
  // Hosts of one measurement must not go, with a reload, during another.
  const node = await startProxyNode({ dockerSocket: docker.socket, options: ['--linger', '3600'] });
  const replacements = async (killAgent: boolean) => {
    for (const atSigterm of ['drain', 'die'] as const)
      for (const keep of [true, false])
        await measureReplacement(docker, node, { keep, atSigterm, killAgent });
  };
  const parts = {
    start: () => measureStart(docker, node),
    replacements: () => replacements(false),
    killed: () => replacements(true),
    throughput: () => measureThroughput(docker, node),
    many: () => measureMany(docker, node),
  };
  const chosen = process.argv.slice(2).filter((word) => word in parts);
  try {
    for (const [name, part] of Object.entries(parts))
      if (chosen.length === 0 || chosen.includes(name)) await part();
  } finally {
    await node.stop();
    await docker.shutDown();
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

await main();
