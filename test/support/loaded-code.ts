import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedPath } from '../../src/lib/package-files.ts';

/** What a run of the built program read of its own code. */
export interface LoadedCode {
  readonly bytes: number;
  /** The modules that the files were bundled from, as their source maps name them. */
  readonly modules: readonly string[];
}

const loader = dataUrl(
  'export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }',
);
const register = dataUrl(`import { register } from 'node:module'; register(${JSON.stringify(loader)});`);

/** Runs the built program and notes which of its files it loads. @throws if it fails, and may have loaded less */
export function loadedCode(
  args: readonly string[],
  { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv },
): LoadedCode {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', register, shippedPath('dist/bin.js'), ...args],
    { cwd, encoding: 'utf8', ...(env && { env }) },
  );
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}`);
  const files = [...new Set(stderr.split('\n').filter((line) => line.startsWith('file:')))].map((url) =>
    fileURLToPath(url),
  );
  return {
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    modules: files.flatMap(modulesOf),
  };
}

function modulesOf(file: string): string[] {
  const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
  return sources;
}

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
