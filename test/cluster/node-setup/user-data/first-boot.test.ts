import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noNodeRoot, startNodeRoot, type Ended, type NodeRoot } from '../../../support/node-root.ts';
import { userData } from './user-data.ts';

const loginScript = readFileSync(
  new URL('../../../../src/cluster/node-setup/docker-login.sh', import.meta.url),
  'utf8',
);

/** Takes notes; mounts something real on /cluster once it has failed as often as /run/failures says. */
const systemctl = `#!/bin/bash
echo "systemctl $*" >>/run/calls
[[ $* == 'start cluster.mount' ]] || exit 0
read -r failures </run/failures
echo $((failures - 1)) >/run/failures
((failures <= 0)) || exit 1
mountpoint -q /cluster || mount -t tmpfs cluster /cluster
`;
const sleep = '#!/bin/sh\necho "sleep $*" >>/run/calls\n';
const fstab = 'UUID=1234 / xfs defaults,noatime 1 1\n';

const loaded = [
  'systemctl daemon-reload',
  'systemctl enable ecs-efs.timer',
  'systemctl --no-block start ecs-efs.timer',
];

describe.skipIf(noNodeRoot())('the user data of a node', () => {
  let root: NodeRoot;

  beforeEach(async () => {
    root = await startNodeRoot();
    await root.write('/usr/local/sbin/systemctl', systemctl, '755');
    await root.write('/usr/local/sbin/sleep', sleep, '755');
    await root.write('/etc/fstab', fstab);
    await root.write('/run/failures', '0\n');
  });
  afterEach(() => root.stop());

  const boot = async (cluster = 'acme-cluster', fileSystem = 'fs-0123'): Promise<Ended> => {
    await root.write('/run/user-data', userData(cluster, fileSystem), '700');
    return root.run('/run/user-data');
  };
  const read = (file: string) => root.sh(`cat ${file}`);
  const calls = async () => (await read('/run/calls')).split('\n').slice(0, -1);
  const files = () =>
    root.sh(
      'cd / && find etc/ecs etc/fstab etc/systemd/system usr/local/sbin -type f | sort | xargs sha256sum',
    );

  it('reports each step as done', async () => {
    expect(await boot()).toEqual({
      status: 0,
      output: [
        'ecs-efs: join cluster acme-cluster: done',
        'ecs-efs: guard the mount point: done',
        'ecs-efs: install the login script: done',
        'ecs-efs: install the units: done',
        'ecs-efs: add /cluster to fstab: done',
        'ecs-efs: load the units: done',
        'ecs-efs: mount /cluster: done\n',
      ].join('\n'),
    });
  });

  it('neither starts nor waits for docker or the ECS agent', async () => {
    await boot();
    expect(await calls()).toEqual([...loaded, 'systemctl start cluster.mount']);
  });

  it("joins the cluster in the first line of the agent's configuration, which only root can read", async () => {
    await boot();
    expect(await read('/etc/ecs/ecs.config')).toBe(
      'ECS_CLUSTER=acme-cluster\nECS_ENABLE_SPOT_INSTANCE_DRAINING=true\nECS_AWSVPC_BLOCK_IMDS=true\n',
    );
    expect(await root.sh('stat -c %a /etc/ecs/ecs.config')).toBe('600\n');
  });

  it('joins the cluster even if every later step fails, and reports the failed steps', async () => {
    await root.sh(`
      for folder in usr/local etc/systemd; do mount --bind -o ro /$folder /$folder; done
      rm /etc/fstab && echo no folder >/cluster`);
    await root.sh(`umount /usr/local && printf '#!/bin/sh\\nexit 1\\n' >/usr/local/sbin/systemctl &&
      mount --bind -o ro /usr/local /usr/local`);
    const { status, output } = await boot();
    expect(status).toBe(1);
    expect(output.match(/^ecs-efs: .*: (done|FAILED)$/gm)).toEqual([
      'ecs-efs: join cluster acme-cluster: done',
      'ecs-efs: guard the mount point: FAILED',
      'ecs-efs: install the login script: FAILED',
      'ecs-efs: install the units: FAILED',
      'ecs-efs: add /cluster to fstab: FAILED',
      'ecs-efs: load the units: FAILED',
      'ecs-efs: mount /cluster: FAILED',
    ]);
    expect(await read('/etc/ecs/ecs.config')).toMatch(/^ECS_CLUSTER=acme-cluster\n/);
  });

  it('installs the login script, without its comments', async () => {
    await boot();
    const installed = await read('/usr/local/sbin/ecs-efs-login');
    expect(installed.split('\n')).toEqual(
      loginScript
        .split('\n')
        .filter((line, index, { length }) => index === 0 || index === length - 1 || !/^\s*(#|$)/.test(line)),
    );
    expect(
      await root.sh('stat -c %a /usr/local/sbin/ecs-efs-login && bash -n /usr/local/sbin/ecs-efs-login'),
    ).toBe('755\n');
  });

  it('adds the file system to fstab and leaves its other lines', async () => {
    await boot();
    expect(await read('/etc/fstab')).toBe(`${fstab}fs-0123:/ /cluster efs _netdev,nofail,tls,iam 0 0\n`);
  });

  it('changes no file when it runs again, after a reboot or on a mounted node', async () => {
    await boot();
    const before = await files();
    expect((await boot()).status).toBe(0);
    expect(await files()).toBe(before);
    await root.sh('umount /cluster');
    expect((await boot()).status).toBe(0);
    expect(await files()).toBe(before);
  });

  it("keeps other settings of the agent, and the registries' credentials", async () => {
    const others = 'ECS_IMAGE_PULL_BEHAVIOR=once\nECS_ENGINE_AUTH_DATA={"quay.io":{"auth":"YTpi"}}\n';
    await root.write('/etc/ecs/ecs.config', `${others}ECS_CLUSTER=default\n`);
    await boot();
    expect(await read('/etc/ecs/ecs.config')).toBe(
      `ECS_CLUSTER=acme-cluster\nECS_ENABLE_SPOT_INSTANCE_DRAINING=true\nECS_AWSVPC_BLOCK_IMDS=true\n${others}`,
    );
  });

  it('mounts only the file system of its last run', async () => {
    await boot('acme-cluster', 'fs-0123');
    await boot('acme-cluster', 'fs-4567');
    expect(await read('/etc/fstab')).toBe(`${fstab}fs-4567:/ /cluster efs _netdev,nofail,tls,iam 0 0\n`);
  });

  it('tries the mount again every ten seconds until the name of the mount target is known', async () => {
    await root.write('/run/failures', '3\n');
    const { status, output } = await boot();
    expect(status).toBe(0);
    expect(output).toContain(
      [1, 2, 3].map((tried) => `ecs-efs: try ${tried} to mount fs-0123 failed\n`).join('') +
        'ecs-efs: mount /cluster: done\n',
    );
    const tries = Array.from({ length: 3 }, () => ['systemctl start cluster.mount', 'sleep 10']).flat();
    expect(await calls()).toEqual([...loaded, ...tries, 'systemctl start cluster.mount']);
  });

  it('reports a failed mount after two minutes, and the units go on', async () => {
    await root.write('/run/failures', '99\n');
    const { status, output } = await boot();
    expect(status).toBe(1);
    expect(output).toMatch(
      /try 12 to mount fs-0123 failed\n.*the ECS agent waits.*\necs-efs: mount \/cluster: FAILED\n$/,
    );
    expect((await calls()).filter((call) => call === 'sleep 10')).toHaveLength(12);
    expect(await calls()).toEqual(expect.arrayContaining(loaded));
  });

  it('lets nobody write to /cluster while nothing is mounted there', async () => {
    await root.write('/run/failures', '99\n');
    await boot();
    const { status, output } = await root.run('mkdir -p /cluster/data');
    expect(status).toBe(1);
    expect(output).toContain('Operation not permitted');
    await root.write('/run/failures', '0\n');
    await boot();
    await root.sh('mkdir -p /cluster/data');
  });
});
