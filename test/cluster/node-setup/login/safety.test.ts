import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDockerd, type Dockerd } from '../../../support/dockerd.ts';
import { registryPackages, startLoginRegistry, type LoginRegistry } from '../../../support/login-registry.ts';
import { noNodeRoot } from '../../../support/node-root.ts';
import { startLoginNode, type LoginNode } from './login-node.ts';

describe.skipIf(noNodeRoot(registryPackages))('the login script', () => {
  let dockerd: Dockerd;
  let registry: LoginRegistry;
  let node: LoginNode;
  let lines: string[];

  beforeAll(async () => {
    dockerd = await startDockerd();
    registry = await startLoginRegistry({ alice: 'sesame', bob: 'xyzzy' });
  });
  afterAll(async () => {
    await dockerd.stop();
    await registry.stop();
  });
  beforeEach(async () => {
    lines = [
      `-u alice -p sesame ${registry.address}`,
      `-u bob -p xyzzy ${registry.address}`,
      `-u alice -p plugh ${registry.address}`,
      `-u alice -p 'frotz ${registry.address}`,
      '-u alice -p plover nowhere.invalid',
    ];
    node = await startLoginNode(dockerd.socket);
  });
  afterEach(() => node.stop());

  const passwords = ['sesame', 'xyzzy', 'plugh', 'frotz', 'plover'];
  const secrets = [
    ...passwords,
    ...['alice:sesame', 'bob:xyzzy', 'alice:plugh', 'alice:plover'].map((pair) =>
      Buffer.from(pair).toString('base64'),
    ),
  ];

  it('puts no secret on the command line or in the environment of any program that it runs', async () => {
    await recordPrograms(node);
    await node.setLogins(...lines);
    await node.root.sh('PATH=/recorders /usr/bin/bash /usr/local/sbin/ecs-efs-login');
    const seen = await node.root.sh('cat /run/recorded');
    expect(seen).toContain('docker login --username=alice --password-stdin');
    expect(seen).toContain('DOCKER_CONFIG=/run/ecs-efs-login.');
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    expect(await node.credentials()).toEqual({ [registry.address]: 'bob:xyzzy' });
  });

  it('shows no secret, even with a trace', async () => {
    await node.setLogins(...lines);
    const said = await node.root.sh('bash -x /usr/local/sbin/ecs-efs-login');
    expect(said).toContain('line 4 is left out: a quote is not closed');
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });

  it('keeps a secret in no file but login.txt and the configuration of the agent, which only root can read', async () => {
    await node.setLogins(...lines);
    await node.startAgent();
    const found = await node.root.sh(
      `grep -rlE '${secrets.join('|')}' /run /tmp /var/lib/ecs-efs /etc/ecs /cluster /root/.docker 2>/dev/null || :`,
    );
    expect(found.split('\n').toSorted()).toEqual([
      '',
      '/cluster/docker-login/login.txt',
      '/etc/ecs/ecs.config',
    ]);
    expect(await node.root.sh('stat -c "%a %U" /etc/ecs/ecs.config')).toBe('600 root\n');
  });

  it('makes the folder of login.txt, for root alone', async () => {
    await node.startAgent();
    expect(await node.root.sh('stat -c "%a %U" /cluster/docker-login')).toBe('700 root\n');
  });

  it('leaves no temporary files', async () => {
    await node.setLogins(...lines);
    await node.startAgent();
    expect(await node.root.sh('ls -A /run /tmp /etc/ecs | grep -v -e docker.sock -e mount')).toBe(
      '/etc/ecs:\necs.config\n\n/run:\n\n/tmp:\n',
    );
  });

  it('changes nothing, writes nothing and fails while /cluster is not mounted', async () => {
    await node.setLogins(...lines);
    await node.startAgent();
    const config = await node.agentConfig();
    await node.root.sh('umount /cluster');
    const { status, output } = await node.root.run('ecs-efs-login --restart-agent');
    expect(status).toBe(1);
    expect(output).toBe('ecs-efs-login: /cluster is not mounted, the credentials stay as they are\n');
    expect(await node.agentConfig()).toBe(config);
    expect(await node.root.sh('ls -A /cluster')).toBe('');
  });

  it('changes nothing and fails when login.txt cannot be read', async () => {
    await node.setLogins(...lines);
    await node.startAgent();
    const config = await node.agentConfig();
    await node.root.sh('cd /cluster/docker-login && rm login.txt && mkdir login.txt');
    const { status, output } = await node.root.run('ecs-efs-login --restart-agent');
    expect(status).toBe(1);
    expect(output).toContain('login.txt cannot be read, the credentials stay as they are\n');
    expect(await node.agentConfig()).toBe(config);
    expect(await node.systemctlCalls()).toEqual([]);
  });

  it('logs in while docker does not run', async () => {
    await node.root.sh('umount /run/docker.sock && rm /run/docker.sock');
    await node.setLogins(...lines);
    await node.startAgent();
    expect(await node.credentials()).toEqual({ [registry.address]: 'bob:xyzzy' });
  });

  it('logs in once when it is run twice at the same time', async () => {
    await node.setLogins(`-u alice -p sesame ${registry.address}`);
    const both = await node.root.sh('ecs-efs-login & ecs-efs-login; wait $!');
    expect(both.match(/logged in to/g)).toHaveLength(1);
    expect(await node.credentials()).toEqual({ [registry.address]: 'alice:sesame' });
  });
});

/** Puts a recorder of arguments and environment in front of every program, in /recorders. */
async function recordPrograms(node: LoginNode): Promise<void> {
  await node.root.write(
    '/recorders/.recorder',
    `#!/bin/sh
{ echo "\${0##*/} $*"; /usr/bin/tr '\\0' '\\n' </proc/self/environ; } >>/run/recorded
for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin; do
  [ -x "$folder/\${0##*/}" ] && exec "$folder/\${0##*/}" "$@"
done
`,
    '755',
  );
  await node.root.sh(`cd /recorders
    for program in /usr/local/sbin/* /usr/local/bin/* /usr/sbin/* /usr/bin/*; do
      ln -sf .recorder "\${program##*/}"
    done`);
}
