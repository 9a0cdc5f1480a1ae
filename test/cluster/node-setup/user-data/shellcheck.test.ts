import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unpackUserData } from '../../../../scripts/generate/user-data.ts';
import { missingTools } from '../../../support/tools.ts';
import { userData } from './user-data.ts';

const source = (name: string) =>
  readFileSync(new URL(`../../../../src/cluster/node-setup/${name}`, import.meta.url), 'utf8');

describe.skipIf(missingTools({ shellcheck: 'shellcheck' }))('shellcheck', () => {
  it.each([
    ['the source of the user data', source('user-data.sh')],
    ['the source of the login script', source('docker-login.sh')],
    ['the user data that a node gets', unpackUserData(userData('acme', 'fs-1'))],
  ])('has nothing to say about %s', (_, script) => {
    const { status, stdout } = spawnSync('shellcheck', ['-'], { input: script, encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
