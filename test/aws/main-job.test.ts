import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// The ancestor's own kind of inputs, from an empty account to an empty account.

let aws: TestAws;
let folder: Folder;
let prefix: string;
let cluster: string;
let number = 0;

const inputs = () => ({
  'local.mk': `PREFIX=${prefix}\n`,
  'web.taskdef': '// the web server\n{ "containerDefinitions": [\n' + JSON.stringify(container()) + ',\n] }',
  'web.service.template': '{ "taskDefinition": "${TASK_PREFIX}web", "desiredCount": 2 }',
  'worker.taskdef': taskdef(container(autocreate)),
  'pair.taskdef': taskdef(
    container({ name: 'permissions', image: 'busybox', essential: false, memoryReservation: 16 }),
    container(),
  ),
});

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  number += 1;
  prefix = `acme-${number}`;
  cluster = `${prefix}-cluster`;
  folder = createFolder(inputs());
  aws.requests.clear();
});
afterEach(async () => {
  await folder.run('destroy --confirm');
  folder.remove();
});

async function loaded(): Promise<void> {
  expect(await folder.run('up --load')).toMatchObject({ status: 0 });
  aws.requests.clear();
}

/** `family:revision` that a service runs. */
async function revisionOf(service: string): Promise<string | undefined> {
  return (await aws.service(cluster, service))?.taskDefinition?.split('/').at(-1);
}

describe('the first run', () => {
  test('writes the parameters, creates the stack, and says what comes next', async () => {
    const run = await folder.run('up');
    expect(run.status).toBe(0);
    expect(readFileSync(join(folder.path, 'ecs-cluster.params'), 'utf8')).toMatch(
      /^VpcId=vpc-\w+\nSubnetA=subnet-\w+\nSubnetB=subnet-\w+\nSubnetC=subnet-\w+\n$/,
    );
    expect(await aws.stacks()).toContain(`${prefix}-ecs-cluster`);
    expect(run.stdout).toContain(`The cluster ${cluster} is ready`);
    expect(run.stdout).toContain("Run 'ecs-efs up' again to load 4 files");
    expect(aws.requests.actions).not.toContain('RegisterTaskDefinition');
  });

  test('with -n says what it would do and does nothing', async () => {
    const run = await folder.run('up -n');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^write ecs-cluster.params: VpcId=.*\ncreate stack .*: new\n    \+ FileSystem \(AWS::EFS::FileSystem\): if CreateFileSystem\n/,
    );
    expect(existsSync(join(folder.path, 'ecs-cluster.params'))).toBe(false);
    expect(aws.requests.changes()).toEqual([]);
  });

  test('with -q says by its exit status that there is something to do', async () => {
    expect(await folder.run('up -q')).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(aws.requests.changes()).toEqual([]);
  });

  test('with --load also loads the files', async () => {
    const run = await folder.run('up --load');
    expect(run.status).toBe(0);
    expect(await aws.service(cluster, 'web')).toMatchObject({ desiredCount: 2, runningCount: 2 });
  });
});

describe('the second run', () => {
  test('registers every task definition and creates every service', async () => {
    await folder.run('up');
    const run = await folder.run('up');
    expect(run.status).toBe(0);
    expect(await aws.loadedRevisions()).toEqual([
      `${prefix}-pair:1`,
      `${prefix}-web:1`,
      `${prefix}-worker:1`,
    ]);
    expect((await aws.service(cluster, 'web'))?.taskDefinition).toMatch(new RegExp(`/${prefix}-web:1$`));
    expect(await aws.service(cluster, 'worker')).toMatchObject({ desiredCount: 1 });
    expect(await aws.service(cluster, 'pair')).toBeUndefined();
    expect(run.stdout).toContain('3 task definitions registered, 2 services created');
    expect(run.stdout).toContain(`web     ${prefix}-web:1  2 of 2 running`);
  });

  test('prints the same as one JSON document with --json', async () => {
    await folder.run('up');
    const run = await folder.run('up --json');
    expect(JSON.parse(run.stdout)).toMatchObject({
      version: 1,
      prefix,
      steps: expect.arrayContaining([
        { do: 'create-service', name: 'web', file: 'web.service.template', why: 'new' },
      ]),
      services: expect.arrayContaining([
        { name: 'web', taskDefinition: `${prefix}-web:1`, desiredCount: 2, runningCount: 2 },
      ]),
    });
  });

  test('with -s prints nothing', async () => {
    await folder.run('up');
    expect(await folder.run('up -s')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('with --no-wait does not look at the services again', async () => {
    await folder.run('up');
    aws.requests.clear();
    expect(await folder.run('up --no-wait')).toMatchObject({ status: 0 });
    expect(aws.requests.actions.filter((action) => action === 'DescribeServices')).toHaveLength(1);
  });
});

describe('a run with nothing to do', () => {
  beforeEach(loaded);

  test('says so, and makes not one changing call', async () => {
    const run = await folder.run('up');
    expect(run).toMatchObject({ status: 0, stdout: `ecs-efs: Nothing to be done for '${prefix}'.` });
    expect(aws.requests.changes()).toEqual([]);
  });

  test('ends with 0 for -q', async () => {
    expect(await folder.run('up -q')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('is what comes after a file was reformatted or commented', async () => {
    folder.write({
      'web.taskdef': `{
        // the same in another order
        containerDefinitions: [
          { memoryReservation: 64, essential: true, 'image': 'nginx:1.28', name: "main" },
        ],
      }`,
      'web.service.template': '{"desiredCount":2, /* two */ "taskDefinition":"${TASK_PREFIX}web"}',
    });
    const run = await folder.run('up');
    expect(run.stdout).toBe(`ecs-efs: Nothing to be done for '${prefix}'.`);
    expect(aws.requests.changes()).toEqual([]);
  });
});

describe('a changed image', () => {
  beforeEach(async () => {
    await loaded();
    folder.write({ 'web.taskdef': taskdef(container({ image: 'nginx:1.29' })) });
  });

  test('makes -q end with 1, and changes nothing', async () => {
    expect(await folder.run('up -q')).toMatchObject({ status: 1 });
    expect(aws.requests.changes()).toEqual([]);
  });

  test('is shown by -n with the field that differs', async () => {
    const run = await folder.run('up -n');
    expect(run.stdout).toBe(
      [
        `register task definition ${prefix}-web: differs from ${prefix}-web:1: containerDefinitions[main].image`,
        '    containerDefinitions[main].image  nginx:1.28 → nginx:1.29',
        'update service web: its task definition changes',
        `    taskDefinition  ${prefix}-web:1 → ${prefix}-web (new revision)`,
      ].join('\n'),
    );
  });

  test('registers one revision and updates the service that runs it, and no other', async () => {
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(aws.requests.changes()).toEqual(['RegisterTaskDefinition', 'UpdateService', 'TagResource']);
    expect((await aws.service(cluster, 'web'))?.taskDefinition).toMatch(/-web:2$/);
    aws.requests.clear();
    expect((await folder.run('up')).stdout).toContain('Nothing to be done');
  });
});

test('-B registers and deploys everything again', async () => {
  await loaded();
  expect(await folder.run('load -B')).toMatchObject({ status: 0 });
  expect(await aws.activeRevisions()).toContain(`${prefix}-worker:2`);
  expect((await aws.service(cluster, 'worker'))?.taskDefinition).toMatch(/-worker:2$/);
});

describe('a change by hand', () => {
  beforeEach(loaded);
  const setCount = (service: string, desiredCount: number) =>
    aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }));

  test('of the desired count of an autocreated service is kept', async () => {
    await setCount('worker', 3);
    expect((await folder.run('up')).stdout).toContain('Nothing to be done');
    folder.write({ 'worker.taskdef': taskdef(container({ ...autocreate, image: 'nginx:1.29' })) });
    await folder.run('up');
    expect(await aws.service(cluster, 'worker')).toMatchObject({ desiredCount: 3 });
  });

  /** It is noticed without a change, undone with these calls, and then there is nothing left to do. */
  async function expectFixed(changes: readonly string[]): Promise<void> {
    expect(await folder.run('up -q')).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(aws.requests.changes()).toEqual([]);
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(aws.requests.changes()).toEqual(changes);
    aws.requests.clear();
    expect((await folder.run('up')).stdout).toBe(`ecs-efs: Nothing to be done for '${prefix}'.`);
    expect(await folder.run('up -q')).toMatchObject({ status: 0 });
    expect(aws.requests.changes()).toEqual([]);
  }

  test('of a desired count that a file says is undone', async () => {
    await setCount('web', 5);
    const run = await folder.run('up -n');
    expect(run.stdout).toBe('update service web: desiredCount is 5 instead of 2\n    desiredCount  5 → 2');
    await expectFixed(['UpdateService', 'TagResource']);
    expect(await aws.service(cluster, 'web')).toMatchObject({ desiredCount: 2 });
  });

  test('to another revision is undone without registering anything', async () => {
    const family = `${prefix}-web`;
    const containerDefinitions = [{ name: 'main', image: 'httpd', memoryReservation: 64 }];
    await aws.ecs.send(new RegisterTaskDefinitionCommand({ family, containerDefinitions }));
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service: 'web', taskDefinition: `${family}:2` }));
    await expectFixed(['UpdateService', 'TagResource']);
    expect(await revisionOf('web')).toBe(`${family}:1`);
    await folder.run('destroy --confirm');
    expect(await aws.activeRevisions()).not.toContain(`${family}:2`);
  });

  test('that deleted a service is undone', async () => {
    await aws.ecs.send(new DeleteServiceCommand({ cluster, service: 'worker', force: true }));
    await expectFixed(['CreateService']);
    expect(await aws.service(cluster, 'worker')).toMatchObject({ status: 'ACTIVE' });
  });

  describe('that deregistered', () => {
    const deregister = (name: string) =>
      aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: `${prefix}-${name}` }));
    const again = ['RegisterTaskDefinition', 'UpdateService', 'TagResource'];

    test.for(['web', 'worker'])('the only revision of %s is undone by another one', async (name) => {
      await deregister(`${name}:1`);
      await expectFixed(again);
      expect(await revisionOf(name)).toBe(`${prefix}-${name}:2`);
      expect(await aws.activeRevisions()).toContain(`${prefix}-${name}:2`);
    });

    test('the only revision of what no service runs is undone as well', async () => {
      await deregister('pair:1');
      await expectFixed(['RegisterTaskDefinition']);
      expect(await aws.activeRevisions()).toContain(`${prefix}-pair:2`);
    });

    test('the revision that runs does not bring back an older one that is different', async () => {
      folder.write({ 'web.taskdef': taskdef(container({ image: 'nginx:1.29' })) });
      await folder.run('up');
      aws.requests.clear();
      await deregister('web:2');
      await expectFixed(again);
      expect(await revisionOf('web')).toBe(`${prefix}-web:3`);
      expect(await aws.activeRevisions()).toEqual(
        expect.arrayContaining([`${prefix}-web:1`, `${prefix}-web:3`]),
      );
    });

    test('the revision that runs does bring back an older one that is the same', async () => {
      await folder.run('load -B');
      aws.requests.clear();
      await deregister('web:2');
      await expectFixed(['UpdateService', 'TagResource']);
      expect(await revisionOf('web')).toBe(`${prefix}-web:1`);
    });

    test('all revisions at once is undone for each', async () => {
      await Promise.all(['web:1', 'worker:1', 'pair:1'].map(deregister));
      expect(await folder.run('up')).toMatchObject({ status: 0 });
      expect(await aws.loadedRevisions()).toEqual(
        expect.arrayContaining(['pair', 'web', 'worker'].map((name) => `${prefix}-${name}:2`)),
      );
      expect((await folder.run('up')).stdout).toContain('Nothing to be done');
    });
  });
});

describe('what AWS prints can be loaded', () => {
  test('a description of a task definition, wrapper and read-only fields and all', async () => {
    await loaded();
    const described = {
      taskDefinition: {
        taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/x:7',
        ...taskdef(),
        family: 'copy',
        revision: 7,
        status: 'ACTIVE',
        requiresAttributes: [{ name: 'x' }],
        compatibilities: ['EC2'],
        registeredAt: '2026-01-01T00:00:00Z',
        registeredBy: 'somebody',
      },
      tags: [],
    };
    folder.write({ 'copy.taskdef': described });
    expect(await folder.run('load')).toMatchObject({ status: 0 });
    expect(await aws.activeRevisions()).toContain(`${prefix}-copy:1`);
    expect((await folder.run('load')).stdout).toContain('Nothing to be done');
  });
});

test('a service may name its task definition by file, by family, by ARN, or not at all', async () => {
  await loaded();
  const arn = `arn:aws:ecs:us-east-1:123456789012:task-definition/${prefix}-web:1`;
  folder.write({
    'by-file.service': { taskDefinition: 'web' },
    'by-family.service': { taskDefinition: `${prefix}-web` },
    'by-arn.service': { taskDefinition: arn },
    'pair.service': {},
  });
  expect(await folder.run('load')).toMatchObject({ status: 0 });
  for (const [name, revision] of [
    ['by-file', `${prefix}-web:1`],
    ['by-family', `${prefix}-web:1`],
    ['by-arn', `${prefix}-web:1`],
    ['pair', `${prefix}-pair:1`],
  ] as const) {
    expect((await aws.service(cluster, name))?.taskDefinition?.split('/').at(-1)).toBe(revision);
  }
  expect((await folder.run('load')).stdout).toContain('Nothing to be done');
});

test('a service that names an unknown task definition is an error with its location, and nothing is sent', async () => {
  await loaded();
  folder.write({ 'lost.service': '{\n  "taskDefinition": "wep"\n}', 'new.taskdef': taskdef() });
  const run = await folder.run('load');
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^lost\.service:2:21: .*'acme-\d+-wep' or 'wep'/);
  expect(aws.requests.changes()).toEqual([]);
});

test('load without a cluster says how to make one', async () => {
  const run = await folder.run('load');
  expect(run.status).toBe(3);
  expect(run.stderr).toContain('the cluster does not exist');
  expect(run.stderr).toContain("Run 'ecs-efs up' to create it");
  expect(aws.requests.changes()).toEqual([]);
});

test('a port of the proxy that the security group does not open is a warning that says how to open it', async () => {
  folder.write({
    'app.taskdef': taskdef(
      container({ dockerLabels: { 'proxy.host': 'app.example.com', 'proxy.ports': '8080:80' } }),
    ),
  });
  const run = await folder.run('up');
  expect(run.status).toBe(0);
  expect(run.stderr).toMatch(/app\.taskdef:\d+:\d+: warning: the proxy serves port 8080/);
  expect(run.stderr).toContain('write ProxyPorts=80,443,8080 into ecs-cluster.params');
});
