import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import type { Call, Fault } from '../support/fault-proxy/call.ts';
import { refuse } from '../support/fault-proxy/faults.ts';
import { until } from '../support/poll.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

let aws: TestAws;
let folder: Folder;
let number = 0;
let prefix: string;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(async () => {
  number += 1;
  prefix = `side-${number}`;
  const service = taskdef(container(autocreate));
  folder = createFolder({ 'local.mk': `PREFIX=${prefix}\n`, 'a.taskdef': service, 'b.taskdef': service });
  await folder.run('up');
  aws.requests.clear();
});
afterEach(() => {
  aws.requests.use();
  folder.remove();
});

const isRegistrationOf = (name: string) => (call: Call) =>
  call.action === 'RegisterTaskDefinition' && call.input['family'] === `${prefix}-${name}`;
const denied = refuse((call) => isRegistrationOf('a')(call), {
  status: 400,
  code: 'AccessDeniedException',
  message: 'User: arn:aws:iam::1:user/ci is not authorized to perform: ecs:RegisterTaskDefinition',
});

test('a service waits for its own task definition and for no other', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hold: Fault = async (call, pass) => {
    if (isRegistrationOf('a')(call)) await released;
    return pass();
  };
  aws.requests.use(hold);
  const run = folder.run('load');
  await until('the other service is there', () => aws.service(`${prefix}-cluster`, 'b'));
  expect(await aws.service(`${prefix}-cluster`, 'a')).toBeUndefined();
  release();
  expect(await run).toMatchObject({ status: 0 });
});

test('-j 1 does one thing after the other', async () => {
  expect(await folder.run('load --no-wait -j 1')).toMatchObject({ status: 0 });
  expect(aws.requests.changes()).toEqual([
    'RegisterTaskDefinition',
    'CreateService',
    'RegisterTaskDefinition',
    'CreateService',
  ]);
});

test('a failure ends the run with its status, and the next run does what was not started', async () => {
  aws.requests.use(denied);
  const run = await folder.run('load -j 1');
  expect(run.status).toBe(3);
  expect(run.stderr).toContain(`registering ${prefix}-a: access was denied`);
  expect(aws.requests.changes()).toEqual(['RegisterTaskDefinition']);
  aws.requests.use();
  expect(await folder.run('load')).toMatchObject({ status: 0 });
});

test('-k does what does not depend on the failure', async () => {
  aws.requests.use(denied);
  const run = await folder.run('load -k');
  expect(run.status).toBe(3);
  expect(run.stderr).toContain(`registering ${prefix}-a: access was denied`);
  expect(await aws.service(`${prefix}-cluster`, 'b')).toMatchObject({ runningCount: 1 });
  expect(await aws.service(`${prefix}-cluster`, 'a')).toBeUndefined();
});

test('-k lists and counts all failures', async () => {
  aws.requests.use(
    denied,
    refuse('CreateService', { status: 400, code: 'ClientException', message: 'Too many services.' }),
  );
  const run = await folder.run('load -k');
  expect(run.status).toBe(3);
  expect(run.stderr).toContain(`registering ${prefix}-a: access was denied`);
  expect(run.stderr).toContain('creating the service b: ');
  expect(run.stderr).toContain('ecs-efs: 2 steps failed; 1 step not started because of them');
});
