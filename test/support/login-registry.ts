import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startProcess } from './process.ts';

const runFile = promisify(execFile);

/** The Debian packages of the programs behind this file. */
export const registryPackages = {
  docker: 'docker.io',
  'docker-registry': 'docker-registry',
  dockerd: 'docker.io',
  htpasswd: 'apache2-utils',
  openssl: 'openssl',
};

export interface LoginRegistry {
  /** Its `host:port` on this machine. */
  readonly address: string;
  readonly port: number;
  /** How many requests it has answered. */
  requests(): number;
  setUsers(users: Users): Promise<void>;
  stop(): Promise<void>;
}

/** Passwords by user name. */
export type Users = Readonly<Record<string, string>>;

/**
 * Starts a real registry (the one of the Distribution project) that knows these users only.
 *
 * @param options `port` to be there again after `stop`; `certificate` to speak TLS.
 */
export async function startLoginRegistry(
  users: Users,
  options: { port?: number; certificate?: Certificate } = {},
): Promise<LoginRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'ecs-efs-registry-'));
  const passwords = join(folder, 'htpasswd');
  await writeHtpasswd(passwords, users);
  const settings = {
    version: '0.1',
    log: { level: 'info' },
    storage: { inmemory: {} },
    auth: { htpasswd: { realm: 'test', path: passwords } },
    http: {
      addr: `127.0.0.1:${options.port ?? 0}`,
      ...(options.certificate && {
        tls: { certificate: options.certificate.file, key: options.certificate.key },
      }),
    },
  };
  // JSON is YAML.
  await writeFile(join(folder, 'config.yml'), JSON.stringify(settings));
  const registry = await startProcess('docker-registry', ['serve', join(folder, 'config.yml')], {
    ready: /listening on 127\.0\.0\.1:(\d+)/,
    env: { PATH: process.env['PATH'], OTEL_TRACES_EXPORTER: 'none' },
  });
  const port = Number(registry.ready[1]);
  return {
    address: `127.0.0.1:${port}`,
    port,
    requests: () => registry.output().match(/"GET \/v2\/ HTTP/g)?.length ?? 0,
    setUsers: (changed) => writeHtpasswd(passwords, changed),
    async stop() {
      await registry.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeHtpasswd(file: string, users: Users): Promise<void> {
  const lines = await Promise.all(
    Object.entries(users).map(async ([name, password]) => {
      const { stdout } = await runFile('htpasswd', ['-nbBC4', name, password]);
      return stdout.trim();
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
}

export interface Certificate {
  readonly file: string;
  readonly key: string;
}

/** Makes a certificate for these host names that is its own authority, in a folder that the caller removes. */
export async function makeCertificate(folder: string, hosts: readonly string[]): Promise<Certificate> {
  const certificate = { file: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  const options = `req -x509 ${key} -days 1 -subj /CN=test -addext subjectAltName=${names}`;
  await runFile('openssl', [...options.split(' '), '-keyout', certificate.key, '-out', certificate.file]);
  return certificate;
}

export interface Gateway {
  /** For HTTPS_PROXY. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts an HTTP proxy that leads `host:443` to a port of this machine and refuses every other host, so that
 * registries of the internet can be played here, and nothing gets out.
 */
export async function startGateway(ports: Readonly<Record<string, number>>): Promise<Gateway> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    keep(client);
    client.once('data', (request) => {
      const host = /^CONNECT ([^\s:]+):443 /.exec(request.toString('latin1'))?.[1];
      const port = host === undefined ? undefined : ports[host];
      if (port === undefined) {
        client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
        return;
      }
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      keep(upstream);
      upstream.once('close', () => client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
