import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedPath } from '../../src/assets.ts';

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
  const code = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage())));`;
  try {
    const hook = `data:text/javascript,${encodeURIComponent(code)}`;
    await timed(process.execPath, ['--import', hook, shippedPath('dist/bin.js'), ...args], options);
    const usage = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ResourceUsage;
    return {
      megabytes: usage.maxRSS / 1024,
      cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
