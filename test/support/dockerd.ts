import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './process.ts';

export interface Dockerd {
  /** The path of its unix socket. */
  readonly socket: string;
  stop(): Promise<void>;
}

/**
 * Starts a Docker Engine of its own for what needs no container: it has no bridge and no firewall rules, so that
 * it can run beside another.
 */
export async function startDockerd(env: Readonly<Record<string, string>> = {}): Promise<Dockerd> {
  const folder = await mkdtemp(join(tmpdir(), 'ecs-efs-dockerd-'));
  const socket = join(folder, 'docker.sock');
  const settings = join(folder, 'daemon.json');
  await writeFile(settings, '{}');
  const dockerd = await startProcess(
    'dockerd',
    [
      `--host=unix://${socket}`,
      `--data-root=${join(folder, 'data')}`,
      `--exec-root=${join(folder, 'exec')}`,
      `--pidfile=${join(folder, 'pid')}`,
      `--config-file=${settings}`,
      '--bridge=none',
      '--iptables=false',
      '--ip6tables=false',
    ],
    {
      ready: /API listen on/,
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin', ...env },
    },
  );
  return {
    socket,
    async stop() {
      await dockerd.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
