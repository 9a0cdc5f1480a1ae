import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';
import { createFolder, type Folder } from '../support/cli.ts';

// The built program as a process: streams, signals, exit status.

let folder: Folder;
beforeEach(() => {
  folder = createFolder({ 'local.mk': 'PREFIX=acme\n' });
});
afterEach(() => folder.remove());

const environment = {
  PATH: process.env['PATH'],
  HOME: tmpdir(),
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [shippedPath('dist/bin.js'), ...args], {
    cwd: folder.path,
    env: { ...environment, ...env },
    encoding: 'utf8',
  });
}

describe('streams', () => {
  test('--help goes to stdout, with purpose, options in groups, examples and exit status', () => {
    const { status, stdout, stderr } = run(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    for (const part of [
      'Usage: ecs-efs',
      'As with make:',
      'Settings:',
      'Commands:',
      'Examples:',
      'Exit status:',
      ' 70  a bug of this program',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test.for(['up', 'load', 'destroy', 'check', 'templates', 'schema', 'info'])(
    '%s has a page of its own',
    (name) => {
      const { status, stdout } = run([name, '--help']);
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: ecs-efs ${name} `));
      expect(stdout).toContain('Exit status:');
    },
  );

  test('the help goes to stderr and the exit status is 2 without a command', () => {
    const { status, stdout, stderr } = run([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: ecs-efs');
  });

  test('an unknown command or option is an error with a suggestion', () => {
    expect(run(['chek'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("unknown command 'chek' (did you mean 'check'?)"),
    });
    expect(run(['up', '--lode'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean --load?'),
    });
  });

  test('a reader that closes the pipe early is no failure', () => {
    const shell = spawnSync(
      'sh',
      ['-c', '"$0" "$1" --help | head -1', process.execPath, shippedPath('dist/bin.js')],
      {
        env: environment,
        encoding: 'utf8',
      },
    );
    expect(shell.stderr).toBe('');
  });
});

describe('errors', () => {
  test('an AWS that cannot be reached ends the run with 3 and the meaning, without a stack or a notice of the SDK', () => {
    const { status, stdout, stderr } = run(['up'], {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_MAX_ATTEMPTS: '1',
    });
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^ecs-efs: describing the stack acme-ecs-cluster: AWS cannot be reached/);
    expect(stderr).not.toMatch(/\n\s+at |Warning/);
  });

  test('--debug adds the stack', () => {
    const { stderr } = run(['up', '--debug'], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    expect(stderr).toMatch(/\n\s+at /);
  });

  test('an unknown profile is an error with those that exist, and the line for local.mk', () => {
    folder.write({
      config:
        '[profile dev]\nregion = eu-west-1\n[profile prod]\nregion = eu-west-1\n[sso-session corp]\nsso_region = eu-west-1\n',
    });
    const { status, stderr } = run(['up'], {
      AWS_CONFIG_FILE: join(folder.path, 'config'),
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    });
    expect(status).toBe(2);
    expect(stderr).toContain("there is no AWS profile 'sandbox' (default)");
    expect(stderr).toContain('These exist: dev, prod. Add to local.mk, for example:\n  PROFILE=dev');
  });

  test('a missing region is an error that says what to set', () => {
    const { status, stderr } = run(['up'], { AWS_REGION: '' });
    expect(status).toBe(2);
    expect(stderr).toContain('no AWS region is known');
    expect(stderr).toContain('REGION=us-east-1');
  });

  test('every diagnostic of every file is reported at once, and nothing is sent', () => {
    folder.write({
      'a.taskdef': '{ "containerDefinitions": [ { "name": "x" } ]',
      'b.service.template': '{ "desiredCount": ${COUNT} }',
      'c.taskdef': '{ "containerDefinitions": [{ "name": "x", "memory": 64 }] }',
      'ecs-cluster.params': 'VpcId=vpc-1\n# no subnets\n',
    });
    const { status, stderr } = run(['up'], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    expect(status).toBe(2);
    expect(stderr.split('\n').filter(Boolean)).toEqual([
      expect.stringMatching(/^a\.taskdef:1:\d+: the file ends too early/),
      expect.stringMatching(/^b\.service\.template:1:19: COUNT is not set/),
      expect.stringMatching(/^c\.taskdef:1:28: a container needs "image"/),
      expect.stringMatching(/^ecs-cluster\.params:1:7: VpcId is 'vpc-1', but must be .*VPC/),
      expect.stringMatching(/^ecs-cluster\.params:2:1: SubnetA is missing/),
      expect.stringMatching(/^ecs-cluster\.params:2:1: SubnetB is missing/),
      expect.stringMatching(/^ecs-cluster\.params:2:1: SubnetC is missing/),
    ]);
  });

  test('an error with --json is a JSON document on stdout', () => {
    folder.write({ 'a.taskdef': '[]' });
    const { stdout } = run(['load', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'InputError', problems: [{ file: 'a.taskdef', line: 1, column: 1 }] },
    });
  });
});

test('Ctrl-C ends a wait with status 130 and says what to run next', async () => {
  // An AWS whose stack is always being created.
  const server = createServer((_request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/xml' });
    answer.end(`<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>acme-ecs-cluster</StackName>
      <StackId>id</StackId><StackStatus>CREATE_IN_PROGRESS</StackStatus></member></Stacks></DescribeStacksResult>
      </DescribeStacksResponse>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [shippedPath('dist/bin.js'), 'up'], {
    cwd: folder.path,
    env: { ...environment, AWS_ENDPOINT_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const wasWaiting = stderr.includes('waiting for stack');
    stderr += chunk.toString();
    if (!wasWaiting && stderr.includes('waiting for stack')) child.kill('SIGINT');
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  server.closeAllConnections();
  server.close();
  expect(status).toBe(130);
  expect(stderr).toContain('interrupted');
  expect(stderr).toContain('Run the same command again');
});
