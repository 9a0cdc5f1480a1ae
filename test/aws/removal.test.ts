import { ListTaskDefinitionsCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { expiresAfter } from '../support/fault-proxy/faults.ts';
import { drainingService, forget, stoppingTask } from '../support/moto/ecs.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

let aws: TestAws;
let folder: Folder;
let number = 0;
let cluster: string;
let prefix: string;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

beforeEach(async () => {
  number += 1;
  prefix = `take-${number}`;
  cluster = `${prefix}-cluster`;
  folder = createFolder({
    'local.mk': `PREFIX=${prefix}\n`,
    'web.taskdef': taskdef(container(autocreate)),
    'old.taskdef': taskdef(container(autocreate)),
  });
  expect(await folder.run('up --load')).toMatchObject({ status: 0 });
  aws.requests.clear();
  return () => folder.remove();
});

/** The name of a service, or nothing once it is gone. */
const exists = async (name: string) => (await aws.service(cluster, name))?.serviceName;

describe('a service whose file is gone', () => {
  beforeEach(() => {
    folder.delete('old.taskdef');
  });

  test('is left alone, and the run says so', async () => {
    const run = await folder.run('up');
    expect(run.stdout).toBe(
      `ecs-efs: Nothing to be done for '${prefix}'.\n` +
        'Left alone, a service whose file is gone: old (--prune deletes them)',
    );
    expect(aws.requests.changes()).toEqual([]);
    expect(JSON.parse((await folder.run('up -n --json')).stdout)).toMatchObject({ leftovers: ['old'] });
  });

  test('is deleted with --prune, and no other', async () => {
    expect((await folder.run('up -n --prune')).stdout).toBe('delete service old: its file is gone (--prune)');
    expect(await folder.run('up --prune')).toMatchObject({ status: 0 });
    expect(aws.requests.changes()).toEqual(['DeleteService']);
    expect([await exists('old'), await exists('web')]).toEqual([undefined, 'web']);
    expect((await folder.run('up --prune')).stdout).toBe(`ecs-efs: Nothing to be done for '${prefix}'.`);
  });

  test('is not deleted if another prefix has loaded it', async () => {
    const other = createFolder({
      'local.mk': `PREFIX=other-${number}\nCLUSTER=${cluster}\n`,
      'mine.taskdef': taskdef(container(autocreate)),
    });
    await other.run('load');
    expect((await other.run('load -n --prune')).stdout).toContain('Nothing to be done');
    other.remove();
  });
});

test('--recreate deletes a service and creates it again', async () => {
  const run = await folder.run('up --recreate web');
  expect(run).toMatchObject({ status: 0 });
  expect(aws.requests.changes()).toEqual(['DeleteService', 'CreateService']);
  expect(await aws.service(cluster, 'web')).toMatchObject({ runningCount: 1 });
});

test('drain scales a service to zero, and the service stays', async () => {
  expect((await folder.run('drain web -n')).stdout).toMatch(/^drain service web: 1 running\nwait for/);
  const run = await folder.run('drain web');
  expect(run.stdout).toMatch(/^No task of web is running\./);
  expect(await aws.service(cluster, 'web')).toMatchObject({ desiredCount: 0, runningCount: 0 });
  expect(await aws.service(cluster, 'old')).toMatchObject({ desiredCount: 1 });
  expect((await folder.run('drain web')).stdout).toBe(`ecs-efs: Nothing to be done for '${prefix}'.`);
});

test('remove deletes services, named as such or by their files', async () => {
  const run = await folder.run('remove web old.taskdef');
  expect(run).toMatchObject({ status: 0, stdout: expect.stringMatching(/^web, old removed\./) });
  expect([await exists('web'), await exists('old')]).toEqual([undefined, undefined]);
});

test.each(['drain', 'remove'])('%s of a service that is not there sends nothing', async (command) => {
  expect(await folder.run(`${command} web wep`)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/has no service 'wep' \(did you mean 'web'\?\)\nThere are: .*old, web/),
  });
  expect(aws.requests.changes()).toEqual([]);
});

describe('while containers of a service still stop', () => {
  const ofWeb = () => ({ cluster, service: 'web', taskDefinition: `${prefix}-web:1` });
  const descriptions = () => aws.requests.actions.filter((action) => action === 'DescribeTasks').length;

  afterEach(() => aws.obey(forget));

  test.each(['drain', 'remove'])('%s waits for them', async (command) => {
    await aws.obey(stoppingTask(ofWeb(), 3));
    expect(await folder.run(`${command} web`, { clock: fakeClock() })).toMatchObject({ status: 0 });
    expect(descriptions()).toBeGreaterThan(3);
  });

  test('drain waits for them also if it is repeated', async () => {
    await folder.run('drain web');
    await aws.obey(stoppingTask(ofWeb(), 3));
    expect((await folder.run('drain web -n')).stdout).toMatch(/^wait for the tasks of web to stop/);
    expect(await folder.run('drain web', { clock: fakeClock() })).toMatchObject({ status: 0 });
    expect((await folder.run('drain web')).stdout).toBe(`ecs-efs: Nothing to be done for '${prefix}'.`);
  });

  test('--recreate creates the service only when they have stopped', async () => {
    await aws.obey(stoppingTask(ofWeb(), 3));
    expect(await folder.run('up --recreate web', { clock: fakeClock() })).toMatchObject({ status: 0 });
    const { actions } = aws.requests;
    expect(actions.indexOf('CreateService')).toBeGreaterThan(actions.lastIndexOf('DescribeTasks'));
    expect(descriptions()).toBeGreaterThan(3);
  });

  test('destroy leaves the nodes until they have stopped', async () => {
    await aws.obey(stoppingTask(ofWeb(), 3));
    expect(await folder.run('destroy --confirm', { clock: fakeClock() })).toMatchObject({ status: 0 });
    const { actions } = aws.requests;
    expect(actions.indexOf('UpdateAutoScalingGroup')).toBeGreaterThan(actions.lastIndexOf('DescribeTasks'));
    expect(descriptions()).toBeGreaterThan(3);
  });
});

describe('a service that is being deleted, which lists do not show,', () => {
  afterEach(async () => {
    aws.requests.use();
    await aws.obey(forget);
  });

  test('is awaited by a second remove', async () => {
    await aws.obey(drainingService('web', 6));
    aws.requests.use(expiresAfter(5));
    expect(await folder.run('remove web', { clock: fakeClock() })).toMatchObject({ status: 3 });
    aws.requests.use();
    expect((await folder.run('remove web -n')).stdout).toMatch(/^wait for the tasks of web to stop/);
    expect(await folder.run('remove web', { clock: fakeClock() })).toMatchObject({ status: 0 });
    expect(aws.requests.changes()).toEqual(['DeleteService']);
  });
});

describe('a clean-up', () => {
  const revisions = async (status: 'ACTIVE' | 'INACTIVE') => {
    const { taskDefinitionArns = [] } = await aws.ecs.send(
      new ListTaskDefinitionsCommand({ familyPrefix: `${prefix}-web`, status }),
    );
    return taskDefinitionArns.map((arn) => Number(arn.split(':').at(-1))).sort((a, b) => a - b);
  };

  beforeEach(async () => {
    // The service goes on with the first revision.
    for (const image of ['b', 'c', 'd', 'e']) {
      const containerDefinitions = [{ name: 'main', image, memory: 64 }];
      await aws.ecs.send(
        new RegisterTaskDefinitionCommand({ family: `${prefix}-web`, containerDefinitions }),
      );
    }
  });

  test('deregisters all but the newest three and the one that runs', async () => {
    expect((await folder.run('cleanup -n')).stdout).toBe(
      `deregister task definition ${prefix}-web:2: not among the newest 3, and not used`,
    );
    expect((await folder.run('cleanup')).stdout).toBe(`${prefix}: 1 old revision deregistered.`);
    expect([await revisions('ACTIVE'), await revisions('INACTIVE')]).toEqual([[1, 3, 4, 5], [2]]);
    expect((await folder.run('cleanup')).stdout).toContain('Nothing to be done');
  });

  test('with --delete deletes them for good', async () => {
    await folder.run('cleanup');
    const run = await folder.run('cleanup --keep 1 --delete');
    expect(run.stdout).toBe(`${prefix}: 2 old revisions deregistered, 3 deleted.`);
    expect([await revisions('ACTIVE'), await revisions('INACTIVE')]).toEqual([[1, 5], []]);
  });
});
