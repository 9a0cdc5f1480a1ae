import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// What AWS refuses although the program found nothing wrong with it.

let aws: TestAws;
let folder: Folder;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  folder = createFolder({
    'local.mk': 'PREFIX=acme\n',
    'web.taskdef': taskdef(container()),
    'api.service': { taskDefinition: 'web' },
    // ECS takes it; moto does not.
    'bad.service': { taskDefinition: 'web', launchType: 'EXTERNAL' },
    'web.service': {},
  });
});
afterEach(async () => {
  await folder.run('destroy --confirm');
  folder.remove();
});

test('a refused file is named with how far the run came, and the next run continues there', async () => {
  await folder.run('up');
  const refused = await folder.run('load --no-wait -j 1');
  expect(refused.status).toBe(3);
  expect(refused.stderr).toMatch(
    /ecs-efs: bad\.service: creating the service bad: AWS rejected the request \(launch type should be one of/,
  );
  expect(refused.stderr).toContain(
    '2 of 4 steps were done; repeat the command for the others when the file is fixed.',
  );

  const before = await aws.activeRevisions();
  folder.write({ 'bad.service': { taskDefinition: 'web' } });
  const mended = await folder.run('load --no-wait');
  expect(mended.status).toBe(0);
  expect(mended.stdout).toContain('2 services created');
  expect(await aws.activeRevisions()).toEqual(before);
});

test('a file with an error of its own is found before anything is sent', async () => {
  await folder.run('up');
  aws.requests.clear();
  folder.write({ 'web.taskdef': taskdef(container({ memoryReservaton: 1 })) });
  const run = await folder.run('load');
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^web\.taskdef:1:\d+: 'memoryReservaton' is not a field of a container/);
  expect(aws.requests.actions).toEqual([]);
});

test('--lenient leaves out an unknown field with a warning', async () => {
  await folder.run('up');
  folder.write({ 'web.taskdef': taskdef(container({ fieldOfNextYear: 1 })) });
  folder.write({ 'bad.service': { taskDefinition: 'web' } });
  const run = await folder.run('load --no-wait --lenient');
  expect(run.status).toBe(0);
  expect(run.stderr).toMatch(
    /web\.taskdef:1:\d+: warning: 'fieldOfNextYear' is not a field of a container; it is left out/,
  );
  expect(await aws.activeRevisions()).toContainEqual(expect.stringMatching(/^acme-web:\d+$/));
});
