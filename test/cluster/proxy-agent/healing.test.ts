import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countLoads } from '../../support/caddy.ts';
import { noDocker, startDocker, type Engine } from '../../support/docker.ts';
import { until } from '../../support/poll.ts';
import { call, startProxyNode, type ProxyNode } from '../../support/proxy.ts';

describe.skipIf(noDocker)('a node with a failing part', { timeout: 60_000 }, () => {
  let docker: Engine;
  let node: ProxyNode;

  beforeAll(async () => {
    docker = await startDocker();
    node = await startProxyNode({
      dockerSocket: docker.socket,
      options: ['--proxy-domain', 'example.com', '--linger', '0'],
    });
  });
  afterAll(async () => {
    await node?.stop();
    await docker?.shutDown();
  });
  beforeEach(async () => {
    await docker.removeAll();
    await docker.run({ name: 'app', labels: { 'proxy.host': 'app' }, env: { NAME: 'app' } });
    await answers('app');
    await until('the hosts of other tests are gone', async () => (await ask('next')).status === 404);
  });

  const ask = (host: string) => call(node.address, { host: `${host}.example.com` });
  const answers = (host: string, name = host) =>
    until(`${name} answers for ${host}`, async () => {
      const { status, body } = await ask(host);
      if (status !== 200) throw new Error(`${status} ${body}`);
      return (JSON.parse(body) as { name: string }).name === name;
    });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'serves on after %s to the agent, and follows again',
    async (signal) => {
      await node.agent.stop(signal);
      expect((await ask('app')).status).toBe(200);
      await docker.run({ name: 'next', labels: { 'proxy.host': 'next' }, env: { NAME: 'next' } });
      expect((await ask('next')).status).toBe(404);

      await node.startAgent();
      await answers('next');
    },
  );

  it('serves the latest upstreams when the agent is killed, not those of the last reload', async () => {
    const loads = countLoads(node.caddy);
    await docker.run({ name: 'app-2', labels: { 'proxy.host': 'app' }, env: { NAME: 'app-2' } });
    await docker.stop('app', 1);
    await answers('app', 'app-2');
    await node.agent.stop('SIGKILL');

    await answers('app', 'app-2');
    expect(countLoads(node.caddy)).toBe(loads);
    await node.startAgent();
  });

  it('does not reload Caddy when a new agent wants the same configuration', async () => {
    const loads = countLoads(node.caddy);
    await node.agent.stop('SIGKILL');
    await node.startAgent();
    await docker.run({ name: 'app-2', labels: { 'proxy.host': 'app' }, env: { NAME: 'app-2' } });
    await docker.stop('app', 1);

    await answers('app', 'app-2');
    expect(countLoads(node.caddy)).toBe(loads);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'has its configuration again after %s to Caddy',
    async (signal) => {
      await node.caddy.stop(signal);
      await node.startCaddy();

      expect((await ask('app')).status).toBe(200);
      await docker.run({ name: 'next', labels: { 'proxy.host': 'next' }, env: { NAME: 'next' } });
      await answers('next');
    },
  );

  it('resumes its configuration after a restart of Caddy while the agent is away', async () => {
    await node.agent.stop('SIGKILL');
    await node.caddy.stop('SIGKILL');
    await node.startCaddy();

    expect((await ask('app')).status).toBe(200);
    await node.startAgent();
  });

  it('gives its configuration to a Caddy that has lost it', async () => {
    await node.caddy.stop('SIGKILL');
    rmSync(`${node.folders.config}/caddy/autosave.json`);
    await node.startCaddy();

    await answers('app');
  });

  it('catches up with the changes of Caddy and the containers while the agent was away', async () => {
    await node.agent.stop('SIGKILL');
    await node.caddy.stop('SIGKILL');
    await docker.stop('app', 1);
    await docker.run({ name: 'next', labels: { 'proxy.host': 'next' }, env: { NAME: 'next' } });
    await node.startCaddy();
    await node.startAgent();

    await answers('next');
    await until('app is known no more', async () => (await ask('app')).status === 404);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('follows Docker again after %s to it', async (signal) => {
    await docker.restart(signal);
    await docker.removeAll();
    await docker.run({ name: 'next', labels: { 'proxy.host': 'next' }, env: { NAME: 'next' } });

    await answers('next');
  });
});
