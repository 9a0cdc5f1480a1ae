import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';
import { createFolder, type Folder } from '../support/cli.ts';
import type { Fault } from '../support/fault-proxy/call.ts';
import { latency } from '../support/fault-proxy/faults.ts';
import { stackCreation } from '../support/moto/cloudformation.ts';
import { until } from '../support/poll.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// Ctrl-C, as a terminal sends it to the real program.

let aws: TestAws;
let folder: Folder;
let number = 0;
let prefix: string;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.requests.clear();
  number += 1;
  prefix = `stop-${number}`;
  folder = createFolder({
    'local.mk': `PREFIX=${prefix}\n`,
    'web.taskdef': taskdef(container(autocreate)),
    'db.taskdef': taskdef(container(autocreate)),
  });
});
afterEach(() => {
  aws.requests.use();
  folder.remove();
});

/** Starts the program; `stderr` grows as it speaks. */
function start(...argv: string[]) {
  const child = spawn(process.execPath, [shippedPath('dist/bin.js'), ...argv], {
    cwd: folder.path,
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: aws.requests.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const run = { child, stderr: '', ended: new Promise((resolve) => child.once('close', resolve)) };
  child.stderr.on('data', (chunk: Buffer) => {
    run.stderr += chunk.toString();
  });
  return run;
}

/** Holds the answers to registrations back until they are let go. */
function holdRegistrations(): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  aws.requests.use(async (call, pass) => {
    const answer = await pass();
    if (call.action === 'RegisterTaskDefinition') await released;
    return answer;
  });
  return release;
}

/** AWS takes these calls one by one; moto would be in the middle of two. */
function oneAfterTheOther(action: string): Fault {
  let last: Promise<unknown> = Promise.resolve();
  return (call, pass) => {
    if (call.action !== action) return pass();
    const answer = last.then(pass);
    last = answer.catch(() => {});
    return answer;
  };
}

const registrationsUnderWay = () =>
  until('both registrations have reached AWS', () => {
    const count = aws.requests.actions.filter((action) => action === 'RegisterTaskDefinition').length;
    return count === 2;
  });

test('one Ctrl-C lets what is under way finish, starts nothing more, and leaves the rest to the next run', async () => {
  await folder.run('up');
  aws.requests.clear();
  const release = holdRegistrations();
  const run = start('load');
  await registrationsUnderWay();
  run.child.kill('SIGINT');
  await until('the program says so', () => run.stderr.includes('interrupted: '));
  expect(run.stderr).toContain(`registering task definition ${prefix}-db`);
  expect(run.stderr).toContain('2 not started');
  release();
  expect(await run.ended).toBe(130);
  expect(run.stderr).toContain(`registered task definition ${prefix}-db:1`);
  expect(run.stderr).toContain('Run the same command again: it does the 2 steps that are left.');
  expect(aws.requests.actions).not.toContain('CreateService');
  aws.requests.use();
  expect(await folder.run('load')).toMatchObject({ status: 0 });
  expect((await aws.loadedRevisions()).filter((name) => name.startsWith(prefix))).toEqual([
    `${prefix}-db:1`,
    `${prefix}-web:1`,
  ]);
});

test('two Ctrl-C end the program at once', async () => {
  await folder.run('up');
  aws.requests.clear();
  const release = holdRegistrations();
  const run = start('load');
  await registrationsUnderWay();
  run.child.kill('SIGINT');
  await until('the program says so', () => run.stderr.includes('Ctrl-C again exits at once'));
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(130);
  release();
});

test('Ctrl-C during the creation of a stack does not stop CloudFormation, and a second run waits for it', async () => {
  await aws.obey(stackCreation({ stack: `${prefix}-ecs-cluster`, observations: 4 }));
  const run = start('up');
  await until('the stack is being made', () => aws.requests.actions.includes('CreateStack'));
  await until('it has been looked at', () => aws.requests.actions.at(-1) === 'DescribeStackEvents');
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(130);
  expect(run.stderr).toContain('CloudFormation continues with the stack.');
  aws.requests.clear();
  const second = await folder.run('up');
  expect(second).toMatchObject({ status: 0 });
  expect(second.stderr).toContain(`waiting for stack ${prefix}-ecs-cluster`);
  expect(second.stdout).toContain(`The cluster ${prefix}-cluster is ready`);
  expect(aws.requests.actions).not.toContain('CreateStack');
});

test('two runs at the same time make one stack, and both end well', async () => {
  const bothAsk = latency(({ action }) => (action === 'CreateStack' ? 300 : 0));
  aws.requests.use(bothAsk, oneAfterTheOther('CreateStack'));
  await aws.obey(stackCreation({ stack: `${prefix}-ecs-cluster`, observations: 2 }));
  const [first, second] = await Promise.all([folder.run('up'), folder.run('up')]);
  for (const run of [first, second])
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('is ready') });
  expect((await aws.stacks()).filter((name) => name.startsWith(`${prefix}-`))).toHaveLength(1);
});
