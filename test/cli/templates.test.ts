import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';
import { createFolder, type Folder } from '../support/cli.ts';
import { fastClock } from '../support/fake-clock.ts';

let folder: Folder;
beforeEach(() => {
  folder = createFolder();
});
afterEach(() => folder.remove());

const read = (name: string) => readFileSync(join(folder.path, name), 'utf8');
const shipped = (name: string) => readFileSync(shippedPath(name), 'utf8');

test('templates without a name writes the skeletons of the AWS CLI', async () => {
  const run = await folder.run('templates');
  expect(run).toMatchObject({ status: 0, stdout: 'wrote service.template\nwrote taskdef.template' });
  expect(read('taskdef.template')).toBe(shipped('templates/taskdef.template'));
  expect(read('service.template')).toBe(shipped('templates/service.template'));
});

test('skeletons are not loaded as inputs', async () => {
  await folder.run('templates');
  expect((await folder.run('info --json')).status).toBe(0);
  // As inputs they would be full of problems, and nothing would be asked of AWS, which nobody is here to answer for.
  const run = await folder.run('load', { clock: fastClock(100) });
  expect(run.stderr).toContain('AWS cannot be reached');
  expect(run.stderr).not.toContain('.template');
});

test.for(readdirSync(shippedPath('examples')))('the example %s is copied without its page', async (name) => {
  expect(await folder.run(`templates ${name}`)).toMatchObject({ status: 0 });
  const files = readdirSync(shippedPath(join('examples', name))).filter((file) => file !== 'README.md');
  expect(readdirSync(folder.path).toSorted()).toEqual(files.toSorted());
});

test('the template of the cluster is copied by the name cluster', async () => {
  await folder.run('templates cluster');
  expect(read('ecs-cluster.cf.yaml')).toBe(shipped('ecs-cluster.cf.yaml'));
});

test('templates overwrites nothing, and writes nothing at all where a file exists', async () => {
  folder.write({ 'webserver.taskdef': 'mine' });
  const run = await folder.run('templates webserver cluster');
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('these files exist already: webserver.taskdef; nothing was written');
  expect(read('webserver.taskdef')).toBe('mine');
  expect(existsSync(join(folder.path, 'ecs-cluster.cf.yaml'))).toBe(false);
});

test('templates --force overwrites', async () => {
  folder.write({ 'webserver.taskdef': 'mine' });
  expect(await folder.run('templates --force webserver')).toMatchObject({ status: 0 });
  expect(read('webserver.taskdef')).toBe(shipped('examples/webserver/webserver.taskdef'));
});

test('nothing is written with -n or -q', async () => {
  expect(await folder.run('templates webserver -n')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('write webserver.taskdef'),
  });
  expect(await folder.run('templates webserver -q')).toMatchObject({ status: 1, stdout: '' });
  expect(readdirSync(folder.path)).toEqual([]);
});

test('an unknown name is an error that suggests a known one and lists all', async () => {
  const run = await folder.run('templates webservr');
  expect(run.status).toBe(2);
  expect(run.stderr).toContain("there is no template 'webservr' (did you mean 'webserver'?)");
  expect(run.stderr).toContain(
    'There are: cluster, efs-volumes, job-with-preparation, private-image, webserver',
  );
});

test('the help lists every example', async () => {
  const { stdout } = await folder.run('templates --help');
  for (const name of readdirSync(shippedPath('examples'))) expect(stdout).toContain(`  ${name}`);
});
