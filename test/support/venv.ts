import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.venv');
const requirements = join(root, 'test/support/requirements.txt');
const requirementsOfPip = join(root, 'test/support/requirements-pip.txt');
const marker = join(folder, 'installed');

/** The path of a program that `ensureVenv` installed, such as `moto_server` or `caddy`. */
export function venvBin(program: string): string {
  return join(folder, 'bin', program);
}

/**
 * Installs the Python side of the tests (moto, Caddy, cfn-lint, the AWS CLI) into `.venv`, unless what is
 * there already matches the requirements.
 *
 * @throws if Python or its venv module is missing, with the package to install.
 */
export function ensureVenv(say: (line: string) => void = () => {}): void {
  const hash = createHash('sha256');
  for (const file of [requirements, requirementsOfPip]) hash.update(readFileSync(file));
  const wanted = hash.digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  const lock = join(root, 'node_modules/.venv-lock');
  if (!acquire(lock)) throw new Error(`another process is filling .venv; if not, delete ${lock}`);
  try {
    say('installing moto into .venv (once)');
    rmSync(folder, { recursive: true, force: true });
    run('python3', ['-m', 'venv', folder]);
    install();
    writeFileSync(`${marker}.new`, wanted);
    renameSync(`${marker}.new`, marker);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Neither compiles anything: Python compiles on import the few modules that the tests use of the many. */
function install(): void {
  const pip = ['install', '--quiet', '--disable-pip-version-check', '--no-compile'];
  run(venvBin('pip'), [...pip, '-r', requirementsOfPip]);
  try {
    run(venvBin('uv'), ['pip', 'install', '--quiet', '--python', venvBin('python'), '-r', requirements]);
  } catch {
    // uv does not read pip's settings, such as a mirror of PyPI; pip takes half a minute, and says what is wrong.
    run(venvBin('pip'), [...pip, '-r', requirements]);
  }
}

function acquire(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(
      `${program} ${args.join(' ')} failed. The tests need Python 3.9 or newer with its venv module ` +
        `(Debian: apt-get install python3-venv).\n${detail}`,
      { cause: error },
    );
  }
}
