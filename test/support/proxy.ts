import { mkdtempSync, rmSync } from 'node:fs';
import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { bundleAgent } from '../../scripts/generate/bundle-agent.ts';
import { callUnix } from '../../src/cluster/proxy-agent/lib/unix-http.ts';
import { adminSocket, startCaddy, type CaddyFolders } from './caddy.ts';
import { startProcess, type RunningProcess } from './process.ts';

let lastAddress = 0;

/** A loopback address that no other test uses, so that all its ports are free, 80 and 443 too. */
export function ownAddress(): string {
  lastAddress += 1;
  return `127.${100 + (lastAddress % 100)}.${(process.pid >> 8) & 255}.${process.pid & 255}`;
}

/** Caddy and the agent of a node, beside some Docker Engine. */
export interface ProxyNode {
  readonly address: string;
  readonly folders: CaddyFolders;
  caddy: RunningProcess;
  agent: RunningProcess;
  readonly dnsPort: number;
  startAgent(): Promise<void>;
  startCaddy(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProxyNodeOptions {
  readonly dockerSocket: string;
  /** More options of the agent, such as `--proxy-domain`. */
  readonly options?: readonly string[];
  readonly address?: string;
  /** Where certificates are, if not in a folder of its own. */
  readonly data?: string;
  /** The configuration of Caddy before there is an agent. */
  readonly firstConfig?: object;
}

export async function startProxyNode({
  dockerSocket,
  options = [],
  address = ownAddress(),
  data,
  firstConfig,
}: ProxyNodeOptions): Promise<ProxyNode> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-proxy-'));
  const folders = { config: join(folder, 'config'), data: data ?? join(folder, 'data') };
  const dnsPort = await freePort();
  const code = bundleAgent();
  const startAgent = () =>
    startProcess(
      process.execPath,
      [
        ...['-e', code, '--'],
        ...['--docker-socket', dockerSocket, '--caddy-admin-socket', adminSocket(folders)],
        ...['--dns-port', String(dnsPort), '--listen-address', address, ...options],
      ],
      { ready: /answers Caddy's look-ups/, env: {} },
    );
  const caddy = await startCaddy(folders);
  if (firstConfig) {
    const body = JSON.stringify(firstConfig);
    await callUnix(adminSocket(folders), { method: 'POST', path: '/load', body });
  }
  const node: ProxyNode = {
    address,
    folders,
    dnsPort,
    caddy,
    agent: await startAgent(),
    async startAgent() {
      node.agent = await startAgent();
    },
    async startCaddy() {
      node.caddy = await startCaddy(folders);
    },
    async stop() {
      await node.agent.stop('SIGTERM');
      await node.caddy.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return node;
}

/** A free port that no outgoing connection of the kernel's choice can have (see `highestDnsPort` of the agent). */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!free) return freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Call {
  readonly host: string;
  readonly port?: number;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
  /** The address that the request comes from. */
  readonly from?: string;
  readonly agent?: Agent;
}

/** Sends a request for a host name to an address, as a browser would after its DNS look-up. */
export function call(
  address: string,
  { host, port = 80, path = '/', body, from, agent, ...rest }: Call,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: address,
      port,
      path,
      method: rest.method ?? 'GET',
      setHost: false,
      headers: { Host: port === 80 ? host : `${host}:${port}`, ...rest.headers },
      ...(from && { localAddress: from }),
      agent: agent ?? false,
    });
    sent.on('error', reject);
    sent.setTimeout(10_000, () => sent.destroy(new Error(`no answer for ${host}`)));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    if (body !== undefined && typeof body === 'object' && 'pipe' in body) body.pipe(sent);
    else sent.end(body);
  });
}
