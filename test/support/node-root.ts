import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './process.ts';
import { missingTools } from './tools.ts';

/**
 * Why there can be no such root here, or one of some other programs is missing; undefined if all is well.
 *
 * @param packages the Debian package of each of the other programs.
 * @throws where CI is `true`, if something is missing.
 */
export function noNodeRoot(packages: Readonly<Record<string, string>> = {}): string | undefined {
  const reason = missingTools({
    unshare: 'util-linux',
    chattr: 'e2fsprogs',
    python3: 'python3',
    ...packages,
  });
  if (reason !== undefined || process.getuid?.() === 0) return reason;
  if (process.env['CI'] === 'true') throw new Error('only root can make a root file system for a node');
  process.stderr.write('skipped: only root can make a root file system for a node\n');
  return 'not root';
}

export interface Ended {
  readonly status: number;
  /** Both streams, in the order written. */
  readonly output: string;
}

/** A root file system to spoil: the machine's own, seen through an overlay in a mount namespace of its own. */
export interface NodeRoot {
  /** Runs a bash script as root in there, with `input` on its standard input. */
  run(script: string, input?: string): Promise<Ended>;
  /** Runs a script that has to succeed, and gives what it wrote. @throws with its output if it fails. */
  sh(script: string, input?: string): Promise<string>;
  write(path: string, text: string, mode?: string): Promise<void>;
  /** The arguments with which nsenter(1) gets in. */
  readonly enter: readonly string[];
  stop(): Promise<void>;
}

/** Arguments of setpriv(1) for a program that shall not outlive the tests, even if they are killed. */
export const endsWithUs = ['--pdeathsig', 'KILL'] as const;

/** The PATH of systemd's units and of cloud-init. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';

/**
 * Makes such a root with an empty /run, /tmp, /var/lib/ecs-efs and /etc/ecs. All of it is in memory and gone
 * when it is stopped. Processes and network are the machine's.
 *
 * @param binds files or folders of the machine by the path they shall have in there.
 */
export async function startNodeRoot(binds: Readonly<Record<string, string>> = {}): Promise<NodeRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'ecs-efs-node-'));
  const holder = await startProcess(
    'setpriv',
    [...endsWithUs, 'unshare', '--mount', 'bash', '-euc', overlay(folder, binds)],
    {
      ready: /ready/,
      env: { PATH: path },
    },
  );
  const enter = ['--target', String(holder.child.pid), '--mount', '--root', '--wd'];
  const run = (script: string, input?: string) =>
    runToEnd('nsenter', [...enter, 'bash', '--norc', '-c', script], input);
  const sh = async (script: string, input?: string) => {
    const { status, output } = await run(script, input);
    if (status !== 0) throw new Error(`status ${status} of: ${script}\n${output}`);
    return output;
  };
  return {
    run,
    sh,
    enter,
    async write(file, text, mode = '644') {
      await sh(`mkdir -p "$(dirname '${file}')" && cat > '${file}' && chmod ${mode} '${file}'`, text);
    },
    async stop() {
      await holder.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The script that makes the root in `folder` and stays in it. */
function overlay(folder: string, binds: Readonly<Record<string, string>>): string {
  return `
    mount -t tmpfs tmpfs ${folder}
    cd ${folder}
    mkdir upper work root
    mount -t overlay -o lowerdir=/,upperdir=upper,workdir=work overlay root
    cd root
    for kept in proc dev sys; do mount --rbind /$kept $kept; done
    for fresh in run tmp; do mount -t tmpfs tmpfs $fresh; done
    rm -rf cluster var/lib/ecs-efs etc/ecs
    mkdir etc/ecs
    ${Object.entries(binds)
      .map(
        ([inside, outside]) =>
          `mkdir -p .$(dirname ${inside}); touch .${inside}; mount --bind ${outside} .${inside}`,
      )
      .join('\n')}
    exec chroot . sh -c 'echo ready; exec sleep infinity'`;
}

/** Runs a program to its end, with `input` as its standard input. */
export function runToEnd(program: string, args: readonly string[], input?: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { PATH: path }, stdio: 'pipe' });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ status: code ?? 128, output }));
    // A script may end without reading its input.
    child.stdin.on('error', () => {});
    if (input === undefined) child.stdin.destroy();
    else child.stdin.end(input);
  });
}
