import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { readFolder } from '../../../src/inputs/read-folder.ts';
import { loadSettings } from '../../../src/settings/load.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ecs-efs-inputs-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const web = '{ containerDefinitions: [{ name: "web", image: "nginx", memory: 64 }] }';
const read = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const source = {
    directory,
    flags: { PREFIX: 'acme' },
    words: ['IMAGE_PREFIX=team/'],
    environment: {},
    user: 'ann',
  };
  return readFolder(loadSettings(source));
};
const diagnosticsOf = (files: Record<string, string>): string[] => {
  try {
    read(files);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
};

describe('a folder', () => {
  it('is read in the order of its files’ names, templates filled in', () => {
    const folder = read({
      'web.taskdef.template':
        '{ containerDefinitions: [{ name: "web", image: "${IMAGE_PREFIX}web", memory: 64 }] }',
      'db.taskdef': web,
      'web.service.template': '{ taskDefinition: "${TASK_PREFIX}web" }',
      'api.service': '{ taskDefinition: "db" }',
    });
    expect(folder.taskDefinitions.map(({ file, family }) => [file, family])).toEqual([
      ['db.taskdef', 'acme-db'],
      ['web.taskdef.template', 'acme-web'],
    ]);
    expect(folder.taskDefinitions[1]?.content).toMatchObject({
      containerDefinitions: [{ image: 'team/web' }],
    });
    expect(folder.services.map(({ name, taskDefinition }) => [name, taskDefinition])).toEqual([
      ['api', 'db'],
      ['web', 'acme-web'],
    ]);
  });

  it('may hold other files, which are ignored', () => {
    mkdirSync(join(directory, 'old.taskdef'));
    const folder = read({
      'README.md': '',
      '.hidden.taskdef': '{',
      'web.taskdef~': '{',
      'web.taskdef.bak': '{',
      'taskdef.template': '{',
      'service.template': '{',
      taskdef: '{',
    });
    expect(folder).toEqual({ taskDefinitions: [], services: [], warnings: [] });
  });

  it('may be empty', () => {
    expect(read({})).toEqual({ taskDefinitions: [], services: [], warnings: [] });
  });
});

describe('the diagnostics of a folder', () => {
  it('are reported together, in the order of files and lines', () => {
    const diagnostics = diagnosticsOf({
      'web.service': '{\n  desiredCount: -1,\n  cluster: "x",\n}',
      'db.taskdef': '{ "a": 1 "b": 2 }',
      'api.taskdef.template': '{\n"x": "${NONE}",\n"y": "${NOTHING}" }',
      'good.taskdef': web,
    });
    expect(diagnostics.map((line) => /^[^:]+:\d+:\d+/.exec(line)?.[0])).toEqual([
      'api.taskdef.template:2:7',
      'api.taskdef.template:3:7',
      'db.taskdef:1:10',
      'web.service:2:17',
      'web.service:3:12',
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'a file beside its own template',
      { 'web.taskdef': web, 'web.taskdef.template': web },
      'web.taskdef.template: web.taskdef exists as well, and only one of the two can be loaded; delete one',
    ],
    [
      'one family in two files',
      { 'a.taskdef': web, 'b.taskdef': web.replace('{', '{ family: "acme-a",') },
      "b.taskdef:1:11: the family 'acme-a' is also that of a.taskdef; give one of them another name",
    ],
    [
      'one service in two files',
      { 'a.taskdef': web, 'a.service': '{}', 'b.service': '{ serviceName: "a", taskDefinition: "a" }' },
      "b.service:1:16: the service 'a' is also that of a.service; give one of them another name",
    ],
  ])('may concern two of its files: %s', (_, files, expected) => {
    expect(diagnosticsOf(files)).toEqual([expected]);
  });

  it('about a filled-in value have the location in the template', () => {
    expect(diagnosticsOf({ 'web.service.template': '{ cluster:\n"${PREFIX}-other" }' })).toEqual([
      'web.service.template:2:1: cluster is "acme-other", but this folder loads into \'acme-cluster\'; leave the line out',
    ]);
  });
});

it('a folder that does not exist cannot be read', () => {
  rmSync(directory, { recursive: true });
  expect(() => read({})).toThrow(`the folder ${directory} cannot be used: there is no such file or folder`);
});
