import { execFile } from 'node:child_process';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeOnLinux } from '../../support/describe-on-linux.ts';
import { userData } from './user-data.ts';

const source = (name: string) => fileURLToPath(new URL(`../../../src/node/${name}`, import.meta.url));

/** What shellcheck has to say, which is nothing when all is well. */
async function shellcheck(file: string): Promise<string> {
  const run = promisify(execFile)('shellcheck', ['--shell=bash', file]);
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout || String(error),
  );
}

describeOnLinux('shellcheck', { programs: ['shellcheck'] }, () => {
  it.each(['user-data.sh', 'docker-login.sh'])('has nothing to say about %s', async (name) => {
    expect(await shellcheck(source(name))).toBe('');
  });

  it('has nothing to say about the user data that a node gets', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ecs-efs-shellcheck-'));
    await writeFile(join(folder, 'user-data'), userData('acme', 'fs-1'));
    expect(await shellcheck(join(folder, 'user-data'))).toBe('');
    await rm(folder, { recursive: true });
  });
});
