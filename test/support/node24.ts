import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '24.21.0';
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/**
 * The path of a Node.js 24 binary, which the Lambda runtime and the proxy's image are made of. It is fetched from
 * the npm registry into `node_modules/.cache` once, unless the tests run on Node.js 24 themselves.
 */
export function node24(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  const folder = join(cache, `node-${version}`);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const binary = join(folder, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;

  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'node-'));
  execFileSync('npm', ['install', '--prefix', fresh, '--no-save', '--ignore-scripts', `${name}@${version}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: platform === 'win',
  });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another suite was faster.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(binary)) throw error;
  }
  return binary;
}
