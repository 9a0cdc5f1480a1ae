import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noDocker, startDocker, type Engine } from '../../support/docker.ts';
import { until } from '../../support/poll.ts';
import { call, ownAddress } from '../../support/proxy.ts';
import { fixedEnvironment, templateContainer } from '../../support/template.ts';

/** The container definitions of the template, as the ECS agent makes them of its two images. */
describe.skipIf(noDocker)('Caddy and the agent as containers of the node', { timeout: 60_000 }, () => {
  let docker: Engine;
  let folder: string;
  const address = ownAddress();
  const caddyDefinition = templateContainer('CaddyTask', 'caddy');
  const agentDefinition = templateContainer('ProxyAgentTask', 'proxy-agent');
  const code = fixedEnvironment(agentDefinition, ['AGENT']);

  beforeAll(async () => {
    docker = await startDocker();
  });
  afterAll(() => docker?.shutDown());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ecs-efs-container-'));
    chmodSync(folder, 0o755);
    for (const name of ['config', 'data']) {
      mkdirSync(join(folder, name), { mode: 0o750 });
      chownSync(join(folder, name), 1000, 1000);
    }
  });
  afterEach(async () => {
    await docker.removeAll();
    rmSync(folder, { recursive: true });
  });

  const runCaddy = () =>
    docker.run({
      name: 'caddy',
      command: caddyDefinition.Command,
      env: {
        ...fixedEnvironment(caddyDefinition, ['CADDY_ADMIN', 'HOME']),
        // The official image sets these.
        XDG_CONFIG_HOME: '/config',
        XDG_DATA_HOME: '/data',
      },
      user: caddyDefinition.User ?? '',
      capabilities: caddyDefinition.LinuxParameters?.Capabilities.Add ?? [],
      network: 'host',
      readOnly: true,
      binds: [`${folder}/config:/config`, `${folder}/data:/data`],
    });

  const runAgent = () =>
    docker.run({
      name: 'proxy-agent',
      command: agentDefinition.Command,
      capabilities: agentDefinition.LinuxParameters?.Capabilities.Add ?? [],
      env: {
        ...code,
        LISTEN_ADDRESS: address,
        PROXY_DOMAIN: 'example.com',
        SHORT_NAMES: 'redirect',
        DNS_PORT: String(5381 + (process.pid % 1000)),
      },
      network: 'host',
      readOnly: true,
      binds: [`${docker.socket}:/var/run/docker.sock:ro`, `${folder}/config:/config`],
    });

  const routed = (host: string) =>
    until(`${host} is routed`, async () => (await call(address, { host })).status === 200);

  it('route at port 80, Caddy as an ordinary user, both with a read-only file system', async () => {
    const caddy = await runCaddy();
    await runAgent();
    await docker.run({ name: 'web', labels: { 'proxy.host': 'web' } });
    await routed('web.example.com');

    const { Pid } = (await docker.inspect(caddy)).State;
    expect(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${Pid}/status`, 'utf8'))?.[1]).toBe('1000');
    const short = await call(address, { host: 'web', path: '/a?b=c' });
    expect([short.status, short.headers.location]).toEqual([307, 'http://web.example.com/a?b=c']);
  });

  it('end within a second of SIGTERM, and Caddy serves again without the agent', async () => {
    const caddy = await runCaddy();
    const agent = await runAgent();
    await docker.run({ name: 'web', labels: { 'proxy.host': 'web' } });
    await routed('web.example.com');

    for (const id of [agent, caddy]) {
      // After a second the Engine would kill it, which is another exit status.
      await docker.stop(id, 1);
      expect((await docker.inspect(id)).State.ExitCode).toBe(0);
    }
    await docker.start(caddy);
    await routed('web.example.com');
  });

  it('leave room in a template of 51,200 bytes', () => {
    expect(code['AGENT']?.length).toBeLessThan(11_000);
  });

  it('report a wrong setting of the agent', async () => {
    const agent = await docker.run({
      command: agentDefinition.Command,
      env: { ...code, SHORT_NAMES: 'perhaps' },
    });
    await until('it ends', async () => !(await docker.inspect(agent)).State.Running);

    expect((await docker.inspect(agent)).State.ExitCode).toBe(2);
    expect(await docker.logs(agent)).toContain('--short-names: "perhaps" is neither serve nor redirect');
  });
});
