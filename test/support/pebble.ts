import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './process.ts';
import { missingTools } from './tools.ts';

/** Why no ACME server can run here; undefined if it can. */
export const noPebble = missingTools({
  pebble: 'pebble',
  'pebble-challtestsrv': 'pebble',
  openssl: 'openssl',
});

export interface Pebble {
  /** Its ACME directory. */
  readonly directory: string;
  /** The file with the root certificate of the directory's own HTTPS. */
  readonly root: string;
  /** The root of the certificates that it issues, as PEM. */
  readonly issuingRoot: string;
  issued(): number;
  stop(): Promise<void>;
}

/**
 * Starts Pebble, the small ACME server of Let's Encrypt, with a DNS of its own in which every name has one
 * address; it looks for challenges there, at the real ports 80 and 443.
 */
export async function startPebble({
  address,
  validitySeconds,
}: {
  address: string;
  validitySeconds: number;
}): Promise<Pebble> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-pebble-'));
  const [api, management, dns, dnsManagement] = await freePorts(4);
  const certificate = join(folder, 'cert.pem');
  const privateKey = join(folder, 'key.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=pebble', '-addext', 'subjectAltName=IP:127.0.0.1'],
      ...['-keyout', privateKey, '-out', certificate],
    ],
    { stdio: 'pipe' },
  );
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${api}`,
        managementListenAddress: `127.0.0.1:${management}`,
        certificate,
        privateKey,
        httpPort: 80,
        tlsPort: 443,
        ocspResponderURL: '',
        certificateValidityPeriod: validitySeconds,
      },
    }),
  );
  const names = await startProcess(
    'pebble-challtestsrv',
    [
      ...['-defaultIPv4', address, '-defaultIPv6', '', '-http01', '', '-https01', '', '-tlsalpn01', ''],
      ...['-dns01', `127.0.0.1:${dns}`, '-management', `127.0.0.1:${dnsManagement}`],
    ],
    { ready: /Starting management server/ },
  );
  const pebble = await startProcess('pebble', ['-config', config, '-dnsserver', `127.0.0.1:${dns}`], {
    ready: /ACME directory available/,
    env: { PEBBLE_VA_NOSLEEP: '1' },
  });
  return {
    directory: `https://127.0.0.1:${api}/dir`,
    root: certificate,
    issuingRoot: await get(`https://127.0.0.1:${management}/roots/0`, readFileSync(certificate)),
    issued: () => pebble.output().split('Issued certificate serial').length - 1,
    async stop() {
      await pebble.stop('SIGKILL');
      await names.stop('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}

function get(url: string, ca: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(url, { ca }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    });
    call.on('error', reject).end();
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
