import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCaddy } from '../../support/caddy.ts';
import { noDocker, startDocker, type Engine } from '../../support/docker.ts';
import { until } from '../../support/poll.ts';
import type { RunningProcess } from '../../support/process.ts';
import { agentCommand, bundleAgent, packAgent } from '../../support/bundle-agent.ts';
import { call, ownAddress } from '../../support/proxy.ts';

describe.skipIf(noDocker)('the agent as a container of the node', { timeout: 60_000 }, () => {
  let docker: Engine;
  let caddy: RunningProcess;
  const address = ownAddress();
  const config = join(mkdtempSync(join(tmpdir(), 'ecs-efs-container-')), 'config');

  beforeAll(async () => {
    docker = await startDocker();
    mkdirSync(config, { recursive: true });
    caddy = await startCaddy({ config, data: join(config, '../data') });
  });
  afterAll(async () => {
    await caddy?.stop('SIGKILL');
    await docker?.shutDown();
    rmSync(join(config, '..'), { recursive: true });
  });

  /** The container definition of the template, as the ECS agent makes it of the image `node:24`. */
  const runAgent = () =>
    docker.run({
      name: 'proxy-agent',
      command: agentCommand,
      env: {
        AGENT: packAgent(bundleAgent()),
        SHORT_NAMES: 'redirect',
        CADDY_ADMIN_SOCKET: join(config, 'admin.sock'),
        LISTEN_ADDRESS: address,
        PROXY_DOMAIN: 'example.com',
        DNS_PORT: '5399',
      },
      network: 'host',
      readOnly: true,
      binds: [`${docker.socket}:/var/run/docker.sock:ro`, `${config}:${config}`],
    });

  it('routes with a read-only file system, redirects short names, and ends within a second of SIGTERM', async () => {
    const agent = await runAgent();
    await docker.run({ name: 'web', labels: { 'proxy.host': 'web' } });
    await until('it routes', async () => (await call(address, { host: 'web.example.com' })).status === 200);

    const short = await call(address, { host: 'web', path: '/a?b=c' });
    expect([short.status, short.headers.location]).toEqual([307, 'http://web.example.com/a?b=c']);

    const before = performance.now();
    await docker.stop(agent, 10);
    expect(performance.now() - before).toBeLessThan(1000);
    expect((await docker.inspect(agent)).State.ExitCode).toBe(0);
    expect((await call(address, { host: 'web.example.com' })).status).toBe(200);
  });

  it('fits beside all else into a template of 51,200 bytes', () => {
    expect(packAgent(bundleAgent()).length).toBeLessThan(11_000);
  });

  it('says what is wrong with its settings, and ends', async () => {
    const agent = await docker.run({
      command: agentCommand,
      env: { AGENT: packAgent(bundleAgent()), SHORT_NAMES: 'perhaps' },
    });
    await until('it ends', async () => !(await docker.inspect(agent)).State.Running);

    expect((await docker.inspect(agent)).State.ExitCode).toBe(2);
    expect(await docker.logs(agent)).toContain('--short-names: "perhaps" is neither serve nor redirect');
  });
});
