import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callUnix } from '../../../src/cluster/proxy-agent/lib/unix-http.ts';
import { adminSocket } from '../../support/caddy.ts';
import { noDocker, startDocker, type Engine } from '../../support/docker.ts';
import { noPebble, startPebble, type Pebble } from '../../support/pebble.ts';
import { until } from '../../support/poll.ts';
import { call, ownAddress, startProxyNode, type ProxyNode } from '../../support/proxy.ts';

describe.skipIf(noDocker ?? noPebble)('two nodes with HTTPS and one folder for certificates', () => {
  const host = 'shop.example.com';
  const data = mkdtempSync(join(tmpdir(), 'ecs-efs-certificates-'));
  const addressOfSecond = ownAddress();
  let docker: Engine;
  let pebble: Pebble;
  let first: ProxyNode;
  let second: ProxyNode;

  beforeAll(async () => {
    docker = await startDocker();
    // The name leads to the second node alone, which has to answer for what the first one asks.
    pebble = await startPebble({ address: addressOfSecond, validitySeconds: 7200 });
    const options = [
      ...['--proxy-domain', 'example.com', '--acme-email', 'admin@example.com'],
      ...['--acme-directory', pebble.directory, '--acme-root', pebble.root],
    ];
    // Caddy else looks for old certificates every ten minutes.
    const firstConfig = { apps: { tls: { automation: { renew_interval: '1s' } } } };
    const common = { dockerSocket: docker.socket, data, options, firstConfig };
    first = await startProxyNode(common);
    second = await startProxyNode({ ...common, address: addressOfSecond });
  });
  afterAll(async () => {
    await second?.stop();
    await first?.stop();
    await pebble?.stop();
    await docker?.shutDown();
    rmSync(data, { recursive: true });
  });

  const certificate = (node: ProxyNode) =>
    until('a certificate', () => certificateOf(node.address, host, pebble.issuingRoot));

  it('share one certificate from asking to renewal, and the other serves when one is gone', async () => {
    await until(
      'the second node listens',
      async () => (await call(addressOfSecond, { host })).status === 404,
    );
    await second.agent.stop('SIGKILL');
    await docker.run({ labels: { 'proxy.host': 'shop', 'proxy.ports': '80 81:80' } });

    const original = await certificate(first);
    expect(original.subjectaltname).toBe(`DNS:${host}`);
    expect(second.caddy.output()).toMatch(/served key authentication.*"distributed":true/);
    expect(first.caddy.output()).not.toContain('served key authentication');

    await second.startAgent();
    expect((await certificate(second)).serialNumber).toBe(original.serialNumber);
    expect(pebble.issued()).toBe(1);
    expect(await secureGet(second.address, host, pebble.issuingRoot)).toMatch(/^HTTP\/1.1 200 OK\r\n/);

    for (const name of [host, 'shop']) {
      const answer = await call(first.address, { host: name, path: '/a?b=c' });
      expect([answer.status, answer.headers.location]).toEqual([308, `https://${host}/a?b=c`]);
    }
    expect((await call(first.address, { host, port: 81 })).status).toBe(200);
    const page = await call(first.address, { host: 'unknown' });
    expect(page.body).toContain(`href="https://${host}/"`);

    // From now on a certificate is old after seven seconds of its two hours.
    for (const node of [first, second]) {
      const path = '/config/apps/tls/automation/policies/0/renewal_window_ratio';
      const socketPath = adminSocket(node.folders);
      expect((await callUnix(socketPath, { method: 'PUT', path, body: '0.999' })).status).toBe(200);
    }
    const renewed = await until(
      'another certificate at both nodes',
      async () => {
        const [a, b] = await Promise.all([certificate(first), certificate(second)]);
        return (
          a.serialNumber !== original.serialNumber && a.serialNumber === b.serialNumber && a.serialNumber
        );
      },
      { timeoutMs: 30_000, everyMs: 100 },
    );
    expect(renewed).not.toBe(original.serialNumber);

    await first.agent.stop('SIGKILL');
    await first.caddy.stop('SIGKILL');
    expect(await secureGet(second.address, host, pebble.issuingRoot)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  }, 90_000);
});

describe.skipIf(noDocker)('a node without AcmeEmail', () => {
  it('listens at port 80 and not at port 443', async () => {
    const docker = await startDocker();
    const node = await startProxyNode({ dockerSocket: docker.socket });
    try {
      await docker.run({ labels: { 'proxy.host': 'shop.example.com', 'proxy.ports': '80 443:80' } });
      await until(
        'it serves',
        async () => (await call(node.address, { host: 'shop.example.com' })).status === 200,
      );

      await expect(call(node.address, { host: 'shop.example.com', port: 443 })).rejects.toThrow(
        'ECONNREFUSED',
      );
      expect(node.agent.output()).toContain('port 443 needs HTTPS: set the parameter AcmeEmail');
    } finally {
      await node.stop();
      await docker.shutDown();
    }
  });
});

function secured<T>(
  address: string,
  servername: string,
  ca: string,
  use: (socket: ReturnType<typeof connect>, done: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: 443, servername, ca });
    socket.on('error', reject);
    socket.on('secureConnect', () =>
      use(socket, (value) => {
        socket.destroy();
        resolve(value);
      }),
    );
  });
}

/** The certificate that a node shows for a host, once it verifies against the root. */
function certificateOf(address: string, host: string, ca: string): Promise<PeerCertificate> {
  return secured(address, host, ca, (socket, done) => done(socket.getPeerCertificate()));
}

function secureGet(address: string, host: string, ca: string): Promise<string> {
  return secured(address, host, ca, (socket, done) => {
    socket.once('data', (chunk: Buffer) => done(chunk.toString()));
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}
