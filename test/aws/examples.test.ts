import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSON5 from 'json5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMoto, type Moto } from '../support/moto/moto.ts';
import { venvBin } from '../support/venv.ts';

interface Container {
  readonly name: string;
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly essential?: boolean;
  readonly dependsOn?: readonly { containerName: string; condition: string }[];
  readonly mountPoints?: readonly { sourceVolume: string }[];
}

interface TaskDefinition {
  readonly containerDefinitions: readonly Container[];
  readonly volumes?: readonly { name: string; host: { sourcePath: string } }[];
}

const folder = fileURLToPath(new URL('../../examples', import.meta.url));
const settings: Readonly<Record<string, string>> = {
  TASK_PREFIX: 'acme-',
  REGISTRY_BASE: 'registry.example.com',
  IMAGE_PREFIX: 'team/',
};

/** The files of all examples, such as `webserver/webserver.taskdef`. */
const files = readdirSync(folder).flatMap((example) =>
  readdirSync(join(folder, example)).map((file) => `${example}/${file}`),
);
const taskDefinitions = files.filter((file) => /\.taskdef(\.template)?$/.test(file));
const services = files.filter((file) => /\.service(\.template)?$/.test(file));

const nameOf = (file: string): string => basename(file).split('.')[0] as string;

function read(file: string): object {
  const text = readFileSync(join(folder, file), 'utf8');
  const filled = file.endsWith('.template')
    ? text.replace(/\$\{(\w+)(?::-(.*?))?\}/g, (_, name: string, other: string) => settings[name] ?? other)
    : text;
  return JSON5.parse(filled) as object;
}

test('each example has a page that says how to use it', () => {
  for (const example of readdirSync(folder))
    expect(readdirSync(join(folder, example))).toContain('README.md');
});

test('at least one example leaves its service to AUTOCREATE.SERVICE', () => {
  expect(taskDefinitions.some((file) => JSON.stringify(read(file)).includes('AUTOCREATE.SERVICE'))).toBe(
    true,
  );
});

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html, which moto does not enforce
describe.each(taskDefinitions)('%s', (file) => {
  const { containerDefinitions, volumes = [] } = read(file) as TaskDefinition;

  test('gives each container a limit or a reservation of memory, as tasks on EC2 need', () => {
    const without = containerDefinitions.filter(
      ({ memory, memoryReservation }) => !(memory ?? memoryReservation),
    );
    expect(without).toEqual([]);
  });

  test('waits only for containers of its own, and to end only for those that may end', () => {
    expect(containerDefinitions.some(({ essential = true }) => essential)).toBe(true);
    const impossible = containerDefinitions
      .flatMap(({ dependsOn = [] }) => dependsOn)
      .filter(({ containerName, condition }) => {
        const awaited = containerDefinitions.find(({ name }) => name === containerName);
        const ends = condition === 'SUCCESS' || condition === 'COMPLETE';
        return !awaited || (ends && awaited.essential !== false);
      });
    expect(impossible).toEqual([]);
  });

  test('keeps its data on the shared file system, and mounts each volume that it names', () => {
    const mounted = containerDefinitions.flatMap(({ mountPoints = [] }) =>
      mountPoints.map((m) => m.sourceVolume),
    );
    expect(new Set(mounted)).toEqual(new Set(volumes.map(({ name }) => name)));
    for (const { host } of volumes) expect(host.sourcePath).toMatch(/^\/cluster\/\w/);
  });
});

describe('the AWS CLI', () => {
  let moto: Moto;
  const aws = (command: string, input: unknown): unknown =>
    JSON.parse(
      execFileSync(
        venvBin('aws'),
        ['ecs', command, '--region', 'us-east-1', '--cli-input-json', JSON.stringify(input)],
        {
          encoding: 'utf8',
          env: { ...process.env, AWS_ENDPOINT_URL: moto.url },
        },
      ),
    );

  beforeAll(async () => {
    moto = await startMoto();
    aws('create-cluster', { clusterName: 'acme-cluster' });
  });

  afterAll(() => moto.stop());

  // The CLI checks names and types of all members against the model of the API before it sends anything.
  test.each(taskDefinitions)('registers %s', (file) => {
    const family = `acme-${nameOf(file)}`;
    expect(aws('register-task-definition', { family, ...read(file) })).toMatchObject({
      taskDefinition: { family, status: 'ACTIVE' },
    });
  });

  test.each(services)('creates the service of %s with the task definition beside it', (file) => {
    const serviceName = nameOf(file);
    const family = `acme-${serviceName}`;
    const beside = taskDefinitions.find(
      (other) => dirname(other) === dirname(file) && nameOf(other) === serviceName,
    );
    aws('register-task-definition', { family, ...read(beside as string) });
    const input = { taskDefinition: family, ...read(file) };
    expect(input.taskDefinition).toBe(family);
    expect(aws('create-service', { cluster: 'acme-cluster', serviceName, ...input })).toMatchObject({
      service: { serviceName, status: 'ACTIVE', taskDefinition: expect.stringContaining(`/${family}:`) },
    });
  });
});
