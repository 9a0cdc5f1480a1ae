import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/domain/diagnostic.ts';
import { sourceText } from '../../../src/inputs/document/source-text.ts';
import { followReference, loadSchema, type Schema } from '../../../src/inputs/schema/schema.ts';
import { readService } from '../../../src/inputs/service.ts';
import { readTaskDefinition } from '../../../src/inputs/task-definition.ts';
import { asJson, isObject, type Json, type JsonObject } from '../../../src/lib/json.ts';
import { fixtures } from './fixtures.ts';
import { acme } from './read-options.ts';

// Files in every form in which people write, copy and export them.

const read = (folder: 'taskdefs' | 'services', kind: 'taskdef' | 'service') =>
  fixtures(folder).map(({ file, text }) => {
    const name = file.slice(0, file.lastIndexOf('.'));
    const input = { kind, name, source: sourceText(file, text) };
    const { diagnostics, input: loaded } =
      kind === 'taskdef' ? readTaskDefinition(input, acme) : readService(input, acme);
    return { file, diagnostics, content: loaded?.content };
  });
const taskDefinitions = read('taskdefs', 'taskdef');
const services = read('services', 'service');

/** Messages about drafts and about another casing. */
const expected = /placeholder|CloudFormation's casing|protocol is "TCP"/;

describe.each([
  ['task definitions', 100, taskDefinitions],
  ['services', 15, services],
])('%s', (_, least, files) => {
  it(`are at least ${least}`, () => {
    expect(files.length).toBeGreaterThanOrEqual(least);
  });

  it.each(files.map((file) => [file.file, file] as const))(
    '%s loads without a false warning',
    (_file, read_) => {
      const surprising = read_.diagnostics.filter(({ message }) => !expected.test(message));
      expect(surprising.map(formatDiagnostic)).toEqual([]);
      expect(read_.content).toBeDefined();
    },
  );
});

it('every member of the API’s containers, volumes and task definitions is in one of them', () => {
  const root = loadSchema('taskdef');
  const seen = new Set<string>();
  for (const { content } of taskDefinitions)
    if (content) collect(asJson(content) ?? null, root, root, 'task', seen);
  const all = [
    ...Object.keys(root.properties ?? {}).map((member) => `task.${member}`),
    ...Object.entries(root.definitions ?? {}).flatMap(([name, { properties = {} }]) =>
      Object.keys(properties).map((member) => `${name}.${member}`),
    ),
  ];
  // An editor's reference to the schema, which is not sent.
  expect(all.filter((member) => !seen.has(member))).toEqual(['task.$schema']);
});

function collect(value: Json, schema: Schema, root: Schema, name: string, seen: Set<string>): void {
  if (Array.isArray(value)) {
    for (const element of value as readonly Json[]) collectMember(element, schema.items, root, seen);
  } else if (isObject(value)) {
    for (const [member, inner] of Object.entries(value as JsonObject)) {
      if (schema.properties?.[member]) seen.add(`${name}.${member}`);
      collectMember(inner as Json, schema.properties?.[member], root, seen);
    }
  }
}

function collectMember(value: Json, schema: Schema | undefined, root: Schema, seen: Set<string>): void {
  if (!schema) return;
  const name = schema.$ref?.replace('#/definitions/', '') ?? '';
  collect(value, followReference(root, schema), root, name, seen);
}

it('the console, the CLI and CloudFormation describe one task by the same input', () => {
  const contentOf = (file: string) =>
    taskDefinitions.find((each) => each.file === `${file}.taskdef`)?.content;
  expect(contentOf('describe-by-cli')).toEqual({
    ...contentOf('describe-without-wrapper'),
    tags: [{ key: 'team', value: 'a' }],
  });
  expect(contentOf('describe-by-console')).toMatchObject({
    family: 'acme-web',
    requiresCompatibilities: ['EC2'],
    containerDefinitions: [{ name: 'web', image: 'nginx', memory: 128, cpu: 0 }],
  });
  expect(contentOf('cloudformation-properties')).toEqual({
    family: 'acme-web',
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    tags: [{ key: 'team', value: 'a' }],
    containerDefinitions: [
      {
        name: 'web',
        image: 'nginx',
        essential: true,
        portMappings: [{ containerPort: 80, protocol: 'tcp' }],
        environment: [{ name: 'A', value: '1' }],
        dockerLabels: { 'Some.Label': 'x' },
        logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } },
        healthCheck: { command: ['CMD', 'true'] },
      },
    ],
    volumes: [
      {
        name: 'data',
        efsVolumeConfiguration: {
          fileSystemId: 'fs-12345678',
          transitEncryption: 'ENABLED',
          authorizationConfig: { iam: 'ENABLED' },
        },
      },
    ],
  });
});
