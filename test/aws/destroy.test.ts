import { readFileSync } from 'node:fs';
import { DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { DescribeInstancesCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import {
  CreateServiceCommand,
  DeregisterTaskDefinitionCommand,
  RegisterContainerInstanceCommand,
  RegisterTaskDefinitionCommand,
  StartTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateMountTargetCommand,
  DeleteMountTargetCommand,
  DescribeFileSystemsCommand,
  DescribeMountTargetsCommand,
} from '@aws-sdk/client-efs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { expiresAfter } from '../support/fault-proxy/faults.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

let aws: TestAws;
let folder: Folder;
let neighbour: Folder;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(async () => {
  const files = { 'web.taskdef': taskdef(container(autocreate)), 'job.taskdef': taskdef() };
  folder = createFolder({ 'local.mk': 'PREFIX=acme\n', ...files });
  // A prefix that begins with the other one is the hardest to keep apart.
  neighbour = createFolder({ 'local.mk': 'PREFIX=acme-two\n', ...files });
  for (const each of [folder, neighbour]) expect(await each.run('up --load')).toMatchObject({ status: 0 });
  aws.requests.clear();
});
afterEach(async () => {
  for (const each of [folder, neighbour]) {
    await each.run('destroy --confirm');
    each.remove();
  }
});

describe('destroy without --confirm', () => {
  test('lists what it would delete, exits with 2 and deletes nothing', async () => {
    const [fileSystem] = await fileSystemsOf('acme');
    const run = await folder.run('destroy');
    expect(run.status).toBe(2);
    expect(run.stdout).toContain('delete service web');
    expect(run.stdout).toContain('delete stack acme-ecs-cluster');
    expect(run.stdout).toContain(`delete file system ${fileSystem}`);
    expect(run.stdout).toMatch(/deregister task definition acme-job:\d+/);
    expect(run.stdout).toContain('Nothing was deleted. To do it: ecs-efs destroy --confirm');
    expect(run.stdout).not.toContain('acme-two');
    expect(aws.requests.changes()).toEqual([]);
  });

  test.for(['CONFIRM=true', 'CONFIRM=yes', '--confirm'])('takes %s as a confirmation', async (word) => {
    expect(await folder.run(`destroy ${word}`)).toMatchObject({ status: 0 });
    expect(await aws.stacks()).not.toContain('acme-ecs-cluster');
  });

  test('does not take a CONFIRM of local.mk as a confirmation, and says so', async () => {
    folder.write({ 'local.mk': 'PREFIX=acme\nCONFIRM=true\n' });
    const run = await folder.run('destroy');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('CONFIRM counts on the command line alone, not in local.mk:2');
    expect(aws.requests.changes()).toEqual([]);
  });

  test('lists it and exits with 0 with -n', async () => {
    expect(await folder.run('destroy --confirm -n')).toMatchObject({ status: 0 });
    expect(aws.requests.changes()).toEqual([]);
  });
});

describe('destroy with --confirm', () => {
  test('leaves nothing of the prefix, and all of the other', async () => {
    const [others] = await fileSystemsOf('acme-two');
    const run = await folder.run('destroy --confirm');
    expect(run).toMatchObject({ status: 0, stdout: "Nothing of 'acme' is left." });
    expect(await aws.stacks()).toEqual(['acme-two-ecs-cluster']);
    expect(await aws.fileSystems()).toEqual([others]);
    expect((await aws.loadedRevisions()).map((revision) => revision.split(':')[0])).toEqual([
      'acme-two-job',
      'acme-two-web',
    ]);
    expect(await aws.service('acme-two-cluster', 'web')).toMatchObject({ status: 'ACTIVE' });
    expect((await neighbour.run('up')).stdout).toBe("ecs-efs: Nothing to be done for 'acme-two'.");
  });

  test('deletes services and tasks that were not loaded from a folder too', async () => {
    await aws.ecs.send(
      new CreateServiceCommand({
        cluster: 'acme-cluster',
        serviceName: 'manual',
        taskDefinition: 'acme-job',
        desiredCount: 0,
      }),
    );
    const run = await folder.run('destroy');
    expect(run.stdout).toContain('delete service manual');
    expect(await folder.run('destroy --confirm')).toMatchObject({ status: 0 });
  });

  test('keeps task definitions with the same beginning that this program did not register', async () => {
    await aws.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'acme-manual',
        containerDefinitions: [{ name: 'main', image: 'busybox', memory: 16 }],
      }),
    );
    await folder.run('destroy --confirm');
    expect(await aws.activeRevisions()).toContain('acme-manual:1');
    await aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'acme-manual:1' }));
  });

  test('finds nothing to do a second time', async () => {
    await folder.run('destroy --confirm');
    expect(await folder.run('destroy --confirm')).toMatchObject({
      status: 0,
      stdout: "ecs-efs: Nothing to be done for 'acme'.",
    });
  });

  test('deletes services before the stack, the file system after it, and task definitions last', async () => {
    await folder.run('destroy --confirm');
    const order = [
      'DeleteService',
      'UpdateAutoScalingGroup',
      'DeleteStack',
      'Delete file-systems',
      'DeregisterTaskDefinition',
    ];
    const changes = aws.requests.changes();
    expect(order.map((action) => changes.indexOf(action))).toEqual(
      order.map((action) => changes.indexOf(action)).toSorted((a, b) => a - b),
    );
    expect(changes).toEqual(expect.arrayContaining(order));
  });
});

describe('destroy with --keep-data', () => {
  test('keeps the file system, and prints the line that makes a new cluster adopt it', async () => {
    const [fileSystem] = await fileSystemsOf('acme');
    const run = await folder.run('destroy --confirm --keep-data');
    expect(run.stdout.split('\n')).toContain(`FileSystemId=${fileSystem}`);
    expect(await aws.fileSystems()).toContain(fileSystem);

    const adopting = createFolder({ 'local.mk': 'PREFIX=adopting\n' });
    await adopting.run('up');
    await adopting.run('destroy --confirm');
    const parameters = (await adopting.run('up -n')).stdout;
    expect(parameters).toMatch(/^create stack adopting-ecs-cluster: new\n/);
    const text = readFileSync(`${adopting.path}/ecs-cluster.params`, 'utf8');
    adopting.write({ 'ecs-cluster.params': `${text}FileSystemId=${fileSystem}\n` });
    expect((await adopting.run('up')).stdout).toContain(`file system ${fileSystem} on /cluster`);
    expect((await adopting.run('destroy')).stdout).not.toContain(`delete file system`);
    await adopting.run('destroy --confirm');
    adopting.remove();
    expect(await aws.fileSystems()).toContain(fileSystem);
  });

  test('keeps it in a later run too', async () => {
    const [fileSystem] = await fileSystemsOf('acme');
    await folder.run('destroy --confirm --keep-data');
    expect((await folder.run('destroy --confirm')).stdout).toContain('Nothing to be done');
    expect(await aws.fileSystems()).toContain(fileSystem);
  });
});

describe('a file system that the stack did not create', () => {
  test('stays when the same prefix has a new cluster, which is destroyed', async () => {
    const kept = await fileSystemOfStack('acme-ecs-cluster');
    await folder.run('destroy --confirm --keep-data');
    const again = await folder.run('up');
    expect(again.stderr).toContain(`FileSystemId=${kept}`);
    const created = await fileSystemOfStack('acme-ecs-cluster');
    expect(await folder.run('destroy --confirm')).toMatchObject({ status: 0 });
    expect(await aws.fileSystems()).toContain(kept);
    expect(await aws.fileSystems()).not.toContain(created);
  });

  test('stays when the cluster that adopted it is destroyed, and destroyed again', async () => {
    const kept = await fileSystemOfStack('acme-ecs-cluster');
    await folder.run('destroy --confirm --keep-data');
    const text = readFileSync(`${folder.path}/ecs-cluster.params`, 'utf8');
    folder.write({ 'ecs-cluster.params': `${text}FileSystemId=${kept}\n` });
    await folder.run('up');
    await folder.run('destroy --confirm');
    await folder.run('destroy --confirm');
    expect(await aws.fileSystems()).toContain(kept);
  });

  test('is refused when a cluster of another stack mounts it', async () => {
    const shared = await fileSystemOfStack('acme-ecs-cluster');
    const target = await addMountTarget(shared);
    aws.requests.clear();
    const run = await folder.run('destroy --confirm');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(
      `the file system ${shared} has mount targets that this stack did not create`,
    );
    expect(aws.requests.changes()).toEqual([]);
    await aws.efs.send(new DeleteMountTargetCommand({ MountTargetId: target }));
  });
});

describe('an interrupted destroy', () => {
  test('is finished by the next one, after any number of calls', async () => {
    // Counting the calls of a whole run tells where it can be stopped.
    const probe = createFolder({
      'local.mk': 'PREFIX=probe\n',
      'web.taskdef': taskdef(container(autocreate)),
    });
    await probe.run('up --load');
    aws.requests.clear();
    await probe.run('destroy --confirm');
    const calls = aws.requests.actions.length;
    expect(calls).toBeGreaterThan(15);
    for (let stopAfter = 1; stopAfter < calls; stopAfter += 2) {
      await probe.run('up --load');
      aws.requests.use(expiresAfter(stopAfter));
      expect(await probe.run('destroy --confirm')).toMatchObject({ status: 3 });
      aws.requests.use();
      expect(await probe.run('destroy --confirm')).toMatchObject({ status: 0 });
      expect(await aws.stacks()).not.toContain('probe-ecs-cluster');
      expect(await fileSystemsOf('probe')).toEqual([]);
      expect((await aws.activeRevisions()).filter((name) => name.startsWith('probe-'))).toEqual([]);
    }
    probe.remove();
  }, 120_000);
});

test('a task that runs on its own is stopped, and the cluster forgets its instances', async () => {
  const instance = await registerInstance('acme-cluster');
  const { tasks = [] } = await aws.ecs.send(
    new StartTaskCommand({
      cluster: 'acme-cluster',
      taskDefinition: (await aws.activeRevisions()).find((revision) => revision.startsWith('acme-job')),
      containerInstances: [instance],
    }),
  );
  const id = tasks[0]?.taskArn?.split('/').at(-1);
  expect(id).toBeDefined();
  expect((await folder.run('destroy')).stdout).toContain(`stop task ${id}`);
  expect(await folder.run('destroy --confirm')).toMatchObject({ status: 0 });
  expect(aws.requests.changes()).toEqual(expect.arrayContaining(['StopTask', 'DeregisterContainerInstance']));
});

/** Plays the ECS agent of one of the nodes that the stack has started. */
async function registerInstance(cluster: string): Promise<string> {
  const { Reservations = [] } = await aws.ec2.send(
    new DescribeInstancesCommand({ Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }),
  );
  const instanceId = Reservations[0]?.Instances?.[0]?.InstanceId;
  const { containerInstance } = await aws.ecs.send(
    new RegisterContainerInstanceCommand({
      cluster,
      instanceIdentityDocument: JSON.stringify({ instanceId }),
    }),
  );
  return containerInstance?.containerInstanceArn ?? '';
}

async function fileSystemsOf(prefix: string): Promise<string[]> {
  const { FileSystems = [] } = await aws.efs.send(new DescribeFileSystemsCommand({}));
  return FileSystems.filter(({ Tags }) => Tags?.some(({ Value }) => Value === `${prefix}-ecs-cluster`)).map(
    ({ FileSystemId = '' }) => FileSystemId,
  );
}

async function fileSystemOfStack(stack: string): Promise<string> {
  const { StackResourceDetail } = await aws.cloudFormation.send(
    new DescribeStackResourceCommand({ StackName: stack, LogicalResourceId: 'FileSystem' }),
  );
  return StackResourceDetail?.PhysicalResourceId ?? '';
}

/** In an Availability Zone where the file system has none yet. */
async function addMountTarget(fileSystem: string): Promise<string | undefined> {
  const { MountTargets = [] } = await aws.efs.send(
    new DescribeMountTargetsCommand({ FileSystemId: fileSystem }),
  );
  const zones = new Set(MountTargets.map(({ AvailabilityZoneName }) => AvailabilityZoneName));
  const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
  const free = Subnets.find(({ AvailabilityZone }) => !zones.has(AvailabilityZone));
  const target = await aws.efs.send(
    new CreateMountTargetCommand({ FileSystemId: fileSystem, SubnetId: free?.SubnetId }),
  );
  return target.MountTargetId;
}
