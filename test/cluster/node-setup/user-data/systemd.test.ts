import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDockerd, type Dockerd } from '../../../support/dockerd.ts';
import { registryPackages, startLoginRegistry, type LoginRegistry } from '../../../support/login-registry.ts';
import { noNodeRoot } from '../../../support/node-root.ts';
import { startBootingNode, type BootingNode } from './booting-node.ts';

describe.skipIf(noNodeRoot({ ...registryPackages, systemctl: 'systemd' }))(
  'a node under a real systemd',
  () => {
    let dockerd: Dockerd;
    let registry: LoginRegistry;
    let node: BootingNode;
    let login: string;
    let credentials: string;

    beforeAll(async () => {
      dockerd = await startDockerd();
      registry = await startLoginRegistry({ alice: 'secret' });
      login = `-u alice -p secret ${registry.address}\n`;
      credentials = `{"${registry.address}":{"auth":"${Buffer.from('alice:secret').toString('base64')}"}}`;
    });
    afterAll(async () => {
      await dockerd.stop();
      await registry.stop();
    });
    beforeEach(async () => {
      node = await startBootingNode(dockerd.socket);
    });
    afterEach(() => node.stop());

    const mounted = 'acme-cluster /cluster is a mountpoint';

    it('starts its agent in the cluster, on the mounted file system, with the credentials', async () => {
      await node.setLogins(login);
      await node.boot();
      await node.until('systemctl is-active ecs.service && test -e /var/log/agent-starts');
      expect(await node.agentStarts()).toEqual([`${mounted} ${credentials}`]);
      expect(await node.sh('cat /var/log/mounts')).toMatch(/^mount\.efs fs-0123:\/ \/cluster .*\btls,iam\b/);
      expect(await node.sh('cat /var/log/console')).toContain('ecs-efs: mount /cluster: done\n');
    });

    it('starts no agent without the file system, and starts it when the file system is back', async () => {
      await node.setFileSystem('away');
      await node.boot();
      await node.until('grep "mount /cluster: FAILED" /var/log/console');
      await node.until('(($(systemctl show --value --property NRestarts ecs.service) >= 2))');
      expect(await node.agentStarts()).toEqual([]);
      await node.setFileSystem('reachable');
      await node.until('systemctl is-active ecs.service && test -e /var/log/agent-starts');
      expect(await node.agentStarts()).toEqual([`${mounted} `]);
    });

    it('has the mount, the agent and the credentials after a reboot, without user data', async () => {
      await node.setLogins(login);
      await node.boot();
      await node.until('test -e /var/log/agent-starts');
      await node.reboot();
      await node.until('(($(wc -l </var/log/agent-starts) == 2))');
      expect(await node.agentStarts()).toEqual([`${mounted} ${credentials}`, `${mounted} ${credentials}`]);
      expect((await node.sh('cat /var/log/console')).match(/join cluster/g)).toHaveLength(1);
      expect(await node.sh('systemctl is-active ecs-efs.timer')).toBe('active\n');
    });

    it('waits after a reboot until the file system is back', async () => {
      await node.boot();
      await node.until('test -e /var/log/agent-starts');
      await node.setFileSystem('away');
      await node.reboot();
      await node.until('(($(systemctl show --value --property NRestarts ecs.service) >= 2))');
      expect(await node.agentStarts()).toHaveLength(1);
      await node.setFileSystem('reachable');
      await node.until('(($(wc -l </var/log/agent-starts) == 2))');
      expect(await node.agentStarts()).toEqual([`${mounted} `, `${mounted} `]);
    });

    it('stops docker before it unmounts the file system', async () => {
      await node.boot();
      await node.until('test -e /var/log/agent-starts');
      await node.reboot();
      expect(await node.sh('cat /var/log/docker-stops')).toBe('/cluster is a mountpoint\n');
    });

    it('has a timer that runs within two minutes', async () => {
      await node.boot();
      await node.until('systemctl is-active ecs-efs.timer');
      expect(await node.sh('systemctl list-timers --no-legend ecs-efs.timer')).toMatch(/ (1min )?\d+s left /);
    });

    it('mounts an unmounted file system again at the timer, and does not restart the agent', async () => {
      await node.boot();
      await node.until('test -e /var/log/agent-starts && systemctl is-active ecs-efs.timer');
      await node.sh(`sed -i 's/=60$/=1/; s/=30$/=0/' /etc/systemd/system/ecs-efs.timer
      systemctl daemon-reload && systemctl restart ecs-efs.timer`);
      for (let time = 0; time < 2; time++) {
        await node.sh('umount /cluster');
        await node.until('systemctl is-active cluster.mount && mountpoint /cluster');
      }
      expect(await node.sh('systemctl is-active ecs.service')).toBe('active\n');
      expect(await node.agentStarts()).toHaveLength(1);
    });

    it('restarts the agent at the timer when there are new credentials, and only then', async () => {
      await node.boot();
      await node.until('test -e /var/log/agent-starts');
      await node.setLogins(login);
      await node.sh('systemctl start ecs-efs.service');
      await node.until('(($(wc -l </var/log/agent-starts) == 2))');
      await node.sh('systemctl start ecs-efs.service && systemctl is-active ecs.service');
      expect(await node.agentStarts()).toEqual([`${mounted} `, `${mounted} ${credentials}`]);
    });

    it('does not start a stopped agent', async () => {
      await node.boot();
      await node.until('test -e /var/log/agent-starts');
      await node.setLogins(login);
      await node.sh('systemctl stop ecs.service && systemctl start ecs-efs.service');
      expect(await node.sh('systemctl is-active ecs.service || :')).toBe('inactive\n');
      expect(await node.agentStarts()).toHaveLength(1);
    });

    it('has units without warnings of systemd', async () => {
      await node.boot();
      await node.until('systemctl is-active ecs-efs.timer');
      expect(
        await node.sh('systemd-analyze verify ecs-efs.service ecs-efs.timer ecs.service docker.service 2>&1'),
      ).toBe('');
    });
  },
);
