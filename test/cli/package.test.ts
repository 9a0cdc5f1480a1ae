import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';

// What `npm pack` makes, installed into an empty folder as a user's npx would do it.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecs-efs-package-'));
  const npm = (args: string[], cwd: string) => execFileSync('npm', args, { cwd, encoding: 'utf8' });
  const [packed] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], shippedPath('.')),
  ) as [{ filename: string }];
  npm(['init', '--yes'], folder);
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)], folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const npx = (args: string[]) =>
  execFileSync('npx', ['--no-install', 'ecs-efs', ...args], { cwd: folder, encoding: 'utf8' });

test('the package has a program that runs', () => {
  expect(npx(['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('the package has all that it needs to call AWS', () => {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  };
  const { status, stderr } = spawnSync('npx', ['--no-install', 'ecs-efs', 'up'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^ecs-efs: describing the stack .*: AWS cannot be reached/m);
  expect(status).toBe(3);
});

test('the package has the files that templates copies', () => {
  expect(npx(['templates', 'webserver', 'cluster'])).toContain('wrote ecs-cluster.cf.yaml');
  expect(npx(['templates'])).toContain('wrote taskdef.template');
});

test('it holds the schemas that schema prints', () => {
  expect(JSON.parse(npx(['schema', 'taskdef']))).toHaveProperty('properties.containerDefinitions');
  expect(JSON.parse(npx(['schema', 'service']))).toHaveProperty('properties.desiredCount');
});
