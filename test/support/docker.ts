import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { callUnix } from '../../src/cluster/proxy-agent/lib/unix-http.ts';
import { rootFilesystem } from './docker-image.ts';
import { inParallel } from './in-parallel.ts';
import { until } from './poll.ts';
import { startProcess, type RunningProcess } from './process.ts';
import { missingTools } from './tools.ts';

/** Why there can be no Docker Engine here; undefined if there can. */
export const noDocker = missingTools({
  dockerd: 'docker.io',
  containerd: 'containerd',
  ip: 'iproute2',
  setcap: 'libcap2-bin',
  tar: 'tar',
  '/bin/busybox': 'busybox-static',
});

export interface ContainerOptions {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly network?: string;
  /** A shell command, run twice a second, that says whether the container is healthy. */
  readonly healthCheck?: string;
  readonly stopSignal?: string;
  readonly binds?: readonly string[];
  readonly readOnly?: boolean;
  readonly user?: string;
  /** Drops all capabilities but these. */
  readonly capabilities?: readonly string[];
}

export interface Engine {
  readonly socket: string;
  /** Creates a container of the test image, by default the web server, without starting it. */
  create(options?: ContainerOptions): Promise<string>;
  start(id: string): Promise<void>;
  /** Creates and starts. */
  run(options?: ContainerOptions): Promise<string>;
  /** Asks a container to end, kills it after `seconds`, and waits until it is gone. */
  stop(id: string, seconds?: number): Promise<void>;
  kill(id: string, signal: string): Promise<void>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  pause(id: string): Promise<void>;
  exec(id: string, command: readonly string[]): Promise<void>;
  logs(id: string): Promise<string>;
  inspect(id: string): Promise<{
    State: { Running: boolean; ExitCode: number; Pid: number };
    NetworkSettings: { IPAddress: string };
  }>;
  /** Ends the Engine and starts it again on the same data. */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  shutDown(): Promise<void>;
}

const image = 'ecs-efs-test';

/**
 * Starts a Docker Engine of its own: data, sockets, bridge and addresses are its own, and it leaves the
 * machine's packet filter alone. Containers are reached from this machine by address, and reach nothing else.
 */
export async function startDocker(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-docker-'));
  const socket = join(folder, 'docker.sock');
  const bridge = addBridge();
  const containerd = await startContainerd(folder);
  let daemon = await startDaemon(folder, socket, bridge);

  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await callUnix(socket, {
      method,
      path,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status} ${response.body}`);
    return response.body.startsWith('{') || response.body.startsWith('[')
      ? JSON.parse(response.body)
      : response.body;
  };
  await importImage(socket);

  const engine: Engine = {
    socket,
    async create(options = {}) {
      const name = options.name ? `?name=${options.name}` : '';
      const { Id } = (await call('POST', `/containers/create${name}`, definition(options))) as { Id: string };
      return Id;
    },
    start: async (id) => void (await call('POST', `/containers/${id}/start`)),
    async run(options) {
      const id = await engine.create(options);
      await engine.start(id);
      return id;
    },
    stop: async (id, seconds = 10) => void (await call('POST', `/containers/${id}/stop?t=${seconds}`)),
    kill: async (id, signal) => void (await call('POST', `/containers/${id}/kill?signal=${signal}`)),
    remove: async (id) => void (await call('DELETE', `/containers/${id}?force=true`)),
    async removeAll() {
      const all = (await call('GET', '/containers/json?all=true')) as { Id: string }[];
      // The Engine may never answer hundreds of requests at once.
      await inParallel(all, 8, ({ Id }) => engine.remove(Id));
    },
    pause: async (id) => void (await call('POST', `/containers/${id}/pause`)),
    async exec(id, command) {
      const { Id } = (await call('POST', `/containers/${id}/exec`, { Cmd: command })) as { Id: string };
      await call('POST', `/exec/${Id}/start`, { Detach: true });
    },
    logs: async (id) => String(await call('GET', `/containers/${id}/logs?stdout=true&stderr=true`)),
    inspect: async (id) =>
      (await call('GET', `/containers/${id}/json`)) as Awaited<ReturnType<Engine['inspect']>>,
    async restart(signal) {
      await endProcess(daemon, signal);
      daemon = await startDaemon(folder, socket, bridge);
    },
    async shutDown() {
      await engine.removeAll();
      await endProcess(daemon, 'SIGTERM');
      await containerd.stop();
      execFileSync('ip', ['link', 'delete', bridge]);
      for (const mount of mountsIn(folder)) execFileSync('umount', ['--lazy', mount]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return engine;
}

function definition(options: ContainerOptions) {
  return {
    Image: image,
    User: options.user ?? '',
    Cmd: options.command ?? ['/bin/node', '--no-warnings', '/web-server.ts'],
    Env: Object.entries(options.env ?? {}).map(([key, value]) => `${key}=${value}`),
    Labels: options.labels ?? {},
    ...(options.stopSignal && { StopSignal: options.stopSignal }),
    ...(options.healthCheck && {
      Healthcheck: { Test: ['CMD-SHELL', options.healthCheck], Interval: 5e8, Timeout: 1e9, Retries: 1 },
    }),
    HostConfig: {
      NetworkMode: options.network ?? 'bridge',
      Binds: options.binds ?? [],
      ReadonlyRootfs: options.readOnly ?? false,
      ...(options.capabilities && { CapDrop: ['ALL'], CapAdd: options.capabilities }),
    },
  };
}

/** Makes a bridge with 1,022 addresses that this machine does not use yet. */
function addBridge(): string {
  const used = new Set(
    Object.values(networkInterfaces()).flatMap((all) =>
      all?.map(({ address }) => address.split('.', 3).join('.')),
    ),
  );
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const block = Math.floor(Math.random() * 64) * 4;
    const name = `ee-${process.pid % 100000}-${block}`;
    if (used.has(`10.213.${block}`)) continue;
    execFileSync('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
    execFileSync('ip', ['address', 'add', `10.213.${block}.1/22`, 'dev', name]);
    execFileSync('ip', ['link', 'set', name, 'up']);
    return name;
  }
  throw new Error('no free addresses for a bridge');
}

/** Starts containerd beside the Engine, as on the nodes, where it lives on when the Engine dies. */
async function startContainerd(folder: string): Promise<RunningProcess> {
  const config = join(folder, 'containerd.toml');
  writeFileSync(config, 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n');
  const places = ['--root', join(folder, 'containerd'), '--state', join(folder, 'containerd-state')];
  return startProcess('containerd', ['--config', config, ...places, '--address', containerdSocket(folder)], {
    ready: /containerd successfully booted/,
  });
}

function containerdSocket(folder: string): string {
  return join(folder, 'containerd.sock');
}

async function startDaemon(folder: string, socket: string, bridge: string): Promise<ChildProcess> {
  const log = join(folder, 'log');
  const out = openSync(log, 'a');
  const off = ['iptables', 'ip6tables', 'ip-forward', 'ip-masq', 'userland-proxy'].map(
    (name) => `--${name}=false`,
  );
  const args = [
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...[
      '--containerd',
      containerdSocket(folder),
      '--pidfile',
      join(folder, 'pid'),
      '--host',
      `unix://${socket}`,
      '--bridge',
      bridge,
      ...off,
    ],
  ];
  const daemon = spawn('dockerd', args, { stdio: ['ignore', out, out] });
  await until(
    'Docker starts',
    async () => {
      if (daemon.exitCode !== null) throw new Error(readFileSync(log, 'utf8'));
      return (await callUnix(socket, { path: '/_ping' })).status === 200;
    },
    { timeoutMs: 60_000 },
  );
  return daemon;
}

async function importImage(socket: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const call = request({
      socketPath: socket,
      method: 'POST',
      path: `/images/create?fromSrc=-&repo=${image}&changes=${encodeURIComponent('ENV PATH=/bin')}`,
    });
    call.on('response', (response) => response.resume().on('end', resolve));
    call.on('error', reject);
    rootFilesystem().pipe(call);
  });
}

/** What the Engine leaves mounted: the name of the network space that host-network containers share. */
function mountsIn(folder: string): string[] {
  const points = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  return points.filter((point) => point.startsWith(`${folder}/`));
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}
