import { expect, it } from 'vitest';
import { prefixed } from '../../../../src/inputs/task-definition.ts';
import { wantedFrom } from '../../../../src/plan/load/wanted.ts';
import { wantedTaskDefinition } from '../builders.ts';

const definition = (name: string, autocreate: boolean) => ({
  ...wantedTaskDefinition(name),
  name,
  autocreate,
});
const service = (fileName: string, name = fileName) => ({
  file: `${fileName}.service`,
  fileName,
  name,
  taskDefinition: 'web',
  taskDefinitionLocation: { file: `${fileName}.service` },
  desiredCount: 2,
  content: {},
});
const servicesOf = (
  taskDefinitions: ReturnType<typeof definition>[],
  services: ReturnType<typeof service>[],
) =>
  wantedFrom({ taskDefinitions, services }, { prefix: 'acme', cluster: 'acme-cluster' }, (name) =>
    prefixed(name, 'acme-'),
  ).services.map(({ name, file }) => `${name} (${file})`);

it.each<[string, boolean, ReturnType<typeof service>[], string[]]>([
  ['gets a service that asks for one', true, [], ['web (web.taskdef)']],
  ['gets none without asking', false, [], []],
  ['gets none beside a file of its name', true, [service('web')], ['web (web.service)']],
  [
    'gets none beside a file of its name whose service has another',
    true,
    [service('web', 'shop')],
    ['shop (web.service)'],
  ],
  ['gets none beside a service of its name', true, [service('shop', 'web')], ['web (shop.service)']],
  [
    'gets one beside another service that runs it',
    true,
    [service('a')],
    ['a (a.service)', 'web (web.taskdef)'],
  ],
])('a task definition %s', (_, autocreate, services, expected) => {
  expect(servicesOf([definition('web', autocreate)], services)).toEqual(expected);
});

it('a service without a file leaves its count open', () => {
  const { services } = wantedFrom(
    { taskDefinitions: [definition('web', true)], services: [] },
    { prefix: 'acme', cluster: 'acme-cluster' },
    (name) => name,
  );
  expect(services).toEqual([
    {
      name: 'web',
      file: 'web.taskdef',
      taskDefinition: { kind: 'of-folder', family: 'acme-web' },
      taskDefinitionLocation: { file: 'web.taskdef' },
      desiredCount: undefined,
      content: {},
    },
  ]);
});
