import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedPath } from '../../src/lib/package-files.ts';

/** Runs a program to its end. @returns milliseconds. @throws if it fails */
export async function timed(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  const begin = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${output}`);
  return performance.now() - begin;
}

/** Runs the built program as a user does. @returns milliseconds */
export function timedEcsEfs(
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<number> {
  return timed(process.execPath, [shippedPath('dist/bin.js'), ...args], options);
}

export interface Usage {
  readonly megabytes: number;
  readonly cpuSeconds: number;
}

/** What a run of the built program used at most, as it says itself when it ends. */
export async function usageOfEcsEfs(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Usage> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-usage-'));
  const file = join(folder, 'usage.json');
  // Not getrusage's peak, in which Linux counts that of the parent from before the program was started.
  const code = `import { readFileSync, writeFileSync } from 'node:fs';
    process.on('exit', () => {
      const [, kilobytes] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
      const { user, system } = process.cpuUsage();
      const usage = { megabytes: kilobytes / 1024, cpuSeconds: (user + system) / 1e6 };
      writeFileSync(${JSON.stringify(file)}, JSON.stringify(usage));
    });`;
  try {
    const hook = `data:text/javascript,${encodeURIComponent(code)}`;
    await timed(process.execPath, ['--import', hook, shippedPath('dist/bin.js'), ...args], options);
    return JSON.parse(readFileSync(file, 'utf8')) as Usage;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
