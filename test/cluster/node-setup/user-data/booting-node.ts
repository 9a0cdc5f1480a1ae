import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import { endsWithUs, runToEnd, startNodeRoot } from '../../../support/node-root.ts';
import { startProcess, type RunningProcess } from '../../../support/process.ts';
import { userData } from './user-data.ts';

/** A node that boots a real systemd, with stand-ins for cloud-init, docker, the ECS agent and mount.efs. */
export interface BootingNode {
  /** Starts systemd, as when the instance is started. */
  boot(): Promise<void>;
  /** Shuts it down in good order and starts it again. */
  reboot(): Promise<void>;
  /** Runs a script on the running node. @throws with its output if it fails. */
  sh(script: string): Promise<string>;
  /** Waits until a script on the running node succeeds, and gives its output. */
  until(script: string): Promise<string>;
  setFileSystem(state: 'reachable' | 'away'): Promise<void>;
  /** Writes login.txt onto the file system, as another node would. */
  setLogins(text: string): Promise<void>;
  /** What the agents that started found: whether /cluster was mounted, and their credentials. */
  agentStarts(): Promise<string[]>;
  stop(): Promise<void>;
}

// The dependencies and restart rules are those of the packages of Amazon Linux 2023 (aws/amazon-ecs-agent,
// packaging/amazon-linux-ami-integrated/ecs.service), but for RestartSec=10s.
const units = {
  'node.target': `
[Unit]
Wants=cloud-final.service docker.service ecs.service timers.target remote-fs.target
`,
  'cloud-final.service': `
[Unit]
After=network-online.target
[Service]
Type=oneshot
RemainAfterExit=yes
KillMode=process
ExecStart=/bin/sh -c 'mkdir /var/lib/first-boot 2>/dev/null || exit 0; exec /root/user-data'
StandardOutput=append:/var/log/console
StandardError=append:/var/log/console
`,
  'docker.service': `
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/true
ExecStop=/bin/sh -c 'mountpoint /cluster >>/var/log/docker-stops'
`,
  'ecs.service': `
[Unit]
Wants=docker.service
PartOf=docker.service
After=docker.service
After=cloud-final.service
[Service]
Type=simple
Restart=on-failure
RestartPreventExitStatus=5
RestartSec=1s
EnvironmentFile=-/etc/ecs/ecs.config
ExecStartPre=/bin/bash -c '[[ $(systemctl is-active docker) == active ]]'
ExecStart=/usr/libexec/agent
`,
};

const agent = `#!/bin/sh
echo "$ECS_CLUSTER $(mountpoint /cluster) \${ECS_ENGINE_AUTH_DATA-}" >>/var/log/agent-starts
exec /usr/bin/sleep infinity
`;

/** Mounts the folder that plays the file system, unless that is away. */
const mountEfs = `#!/bin/sh
[ -e /efs/.away ] && { echo 'Failed to resolve the name of the mount target' >&2; exit 1; }
echo "mount.efs $*" >>/var/log/mounts
exec mount --bind /efs/data "$2"
`;

/** What a container of systemd needs, given a root file system (systemd.io/CONTAINER_INTERFACE). */
const startSystemd = `
mount -t proc proc /proc
mount -t sysfs -o ro sysfs /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs tmpfs /run
touch /run/docker.sock
mount --bind /docker.sock /run/docker.sock
mkdir /tmp/dev
mount -t tmpfs tmpfs /tmp/dev
for device in null zero full random urandom tty; do
  touch /tmp/dev/$device
  mount --bind /dev/$device /tmp/dev/$device
done
mkdir /tmp/dev/shm /tmp/dev/pts
mount --move /tmp/dev /dev
echo booting
exec env container=ecs-efs /lib/systemd/systemd
`;

export async function startBootingNode(dockerSocket: string): Promise<BootingNode> {
  const root = await startNodeRoot({ '/docker.sock': dockerSocket });
  await root.sh(`
    rm -rf /etc/systemd/system /var/log/journal && mkdir -p /etc/systemd/system /efs
    ln -s node.target /etc/systemd/system/default.target
    mount -t tmpfs efs /efs && mkdir /efs/data`);
  for (const [name, text] of Object.entries(units)) await root.write(`/etc/systemd/system/${name}`, text);
  await root.write('/usr/libexec/agent', agent, '755');
  await root.write('/usr/sbin/mount.efs', mountEfs, '755');
  await root.write('/usr/local/sbin/sleep', '#!/bin/sh\nexec /usr/bin/sleep 0.1\n', '755');
  await root.write('/etc/fstab', '');
  await root.write('/root/user-data', userData('acme-cluster', 'fs-0123'), '700');

  let machine: RunningProcess | undefined;
  let inside: readonly string[] = [];
  const run = (script: string) => runToEnd('nsenter', [...inside, 'bash', '--norc', '-c', script]);
  const sh = async (script: string) => {
    const { status, output } = await run(script);
    if (status !== 0) throw new Error(`status ${status} of: ${script}\n${output}`);
    return output;
  };
  const boot = async () => {
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--uts', '--ipc', '--net', '--cgroup'];
    machine = await startProcess(
      'setpriv',
      [
        ...endsWithUs,
        'nsenter',
        ...root.enter,
        'unshare',
        ...namespaces,
        'bash',
        '--norc',
        '-euc',
        startSystemd,
      ],
      { ready: /booting/, env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin' } },
    );
    const unshare = String(machine.child.pid);
    const systemd = (await readFile(`/proc/${unshare}/task/${unshare}/children`, 'utf8')).trim();
    inside = ['--target', systemd, '--all', '--root', '--wd'];
    await vi.waitFor(() => sh('systemctl list-units >/dev/null'), { timeout: 20_000, interval: 50 });
  };
  return {
    boot,
    sh,
    async reboot() {
      const before = machine;
      await run('systemctl poweroff');
      await vi.waitFor(() => {
        if (before?.child.exitCode === null && before.child.signalCode === null) throw new Error('still up');
      }, 20_000);
      await boot();
    },
    until: (script) => vi.waitFor(() => sh(script), { timeout: 20_000, interval: 100 }),
    async setFileSystem(state) {
      await root.sh(state === 'away' ? 'touch /efs/.away' : 'rm /efs/.away');
    },
    setLogins: (text) => root.write('/efs/data/docker-login/login.txt', text),
    agentStarts: async () =>
      (await root.sh('cat /var/log/agent-starts 2>/dev/null || :')).split('\n').slice(0, -1),
    async stop() {
      await machine?.stop('SIGKILL');
      await root.stop();
    },
  };
}
