import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/inputs/document/source-text.ts';
import { readService } from '../../../src/inputs/service.ts';
import { acme } from './read-options.ts';

const read = (content: unknown, name = 'web') => {
  const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
  return readService({ kind: 'service', name, source: sourceText(`${name}.service`, text) }, acme);
};
const messages = (content: unknown, name?: string) =>
  read(content, name).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a service', () => {
  it.each<[string, object, object]>([
    ['is called as its file', {}, { name: 'web', fileName: 'web' }],
    ['may have a name of its own', { serviceName: 'shop' }, { name: 'shop', fileName: 'web' }],
    ['runs the task definition of the same file name', { serviceName: 'shop' }, { taskDefinition: 'web' }],
    ['runs the one that it names', { taskDefinition: 'acme-shop:3' }, { taskDefinition: 'acme-shop:3' }],
    ['leaves the number of tasks open', {}, { desiredCount: undefined }],
    ['says the number of tasks', { desiredCount: 3 }, { desiredCount: 3 }],
    ['may say that there are none', { desiredCount: 0 }, { desiredCount: 0 }],
    [
      'has no number of tasks of its own where every node gets one',
      { schedulingStrategy: 'DAEMON', desiredCount: 3 },
      { desiredCount: undefined, content: { schedulingStrategy: 'DAEMON' } },
    ],
    [
      'keeps everything else as it stands',
      { serviceName: 'web', desiredCount: 1, taskDefinition: 'web', placementStrategy: [{ type: 'spread' }] },
      { content: { placementStrategy: [{ type: 'spread' }] } },
    ],
  ])('%s', (_, content, expected) => {
    const { input, diagnostics } = read(content);
    expect(diagnostics).toEqual([]);
    expect(input).toMatchObject(expected);
  });

  it.each(['acme-cluster', 'arn:aws:ecs:us-east-1:1:cluster/acme-cluster'])(
    'may name this cluster: %s',
    (cluster) => {
      expect(read({ cluster }).input?.content).toEqual({});
    },
  );

  it('knows where it names its task definition', () => {
    expect(read({ desiredCount: 1, taskDefinition: 'x' }).input?.taskDefinitionLocation).toEqual({
      file: 'web.service',
      line: 3,
      column: 21,
    });
    expect(read({ desiredCount: 1 }).input?.taskDefinitionLocation).toMatchObject({ line: 1, column: 1 });
  });
});

describe('what describe-services prints', () => {
  const printed = {
    serviceArn: 'arn:aws:ecs:us-east-1:1:service/acme-cluster/shop',
    serviceName: 'shop',
    clusterArn: 'arn:aws:ecs:us-east-1:1:cluster/acme-cluster',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    taskDefinition: 'arn:aws:ecs:us-east-1:1:task-definition/acme-web:3',
    deploymentConfiguration: { maximumPercent: 200 },
    deployments: [{ id: 'x' }],
    taskSets: [],
    events: [{ message: 'x' }],
    roleArn: 'arn',
    createdAt: 1_700_000_000,
    createdBy: 'arn',
    platformFamily: 'Linux',
    currentServiceDeployment: 'arn',
    currentServiceRevisions: [],
    resourceManagementType: 'CUSTOMER',
  };
  const loaded = {
    name: 'shop',
    taskDefinition: printed.taskDefinition,
    desiredCount: 2,
    content: { deploymentConfiguration: { maximumPercent: 200 } },
  };

  it.each<[string, object]>([
    ['without what AWS adds', printed],
    ['out of its list', { services: [printed], failures: [] }],
  ])('is loaded %s', (_, content) => {
    const { input } = read(content);
    expect(input).toMatchObject(loaded);
    expect(Object.keys(input?.content ?? {})).toEqual(['deploymentConfiguration']);
  });

  it.each<[string, object]>([
    ['of two services', { services: [printed, printed] }],
    ['of none', { services: [] }],
    ['that is no list', { services: 1 }],
  ])('is refused as a list %s', (_, content) => {
    expect(messages(content)).toEqual(['2:15 expected one service; give each a file of its own']);
  });
});

describe('a service is refused:', () => {
  it.each<[string, unknown, string]>([
    ['a list', [], '1:1 expected an object: { "desiredCount": 1 }'],
    ['a name with a blank', { serviceName: 'my web' }, '2:18 serviceName is "my web", but holds only'],
    [
      'an empty task definition',
      { taskDefinition: '' },
      '2:21 taskDefinition must be the name of a .taskdef file',
    ],
    [
      'a task definition that is no text',
      { taskDefinition: {} },
      '2:21 taskDefinition is {}, but must be text',
    ],
    ['less than no tasks', { desiredCount: -1 }, '2:19 desiredCount is -1, but must be a whole number'],
    ['half a task', { desiredCount: 0.5 }, '2:19 desiredCount is 0.5'],
    ['a number in quotes', { desiredCount: '2' }, '2:19 desiredCount is "2"'],
    [
      'another cluster',
      { cluster: 'beta-cluster' },
      '2:14 cluster is "beta-cluster", but this folder loads into \'acme-cluster\'',
    ],
    ['an error within its list', { services: [{ desiredCount: -1 }] }, '4:23 desiredCount is -1'],
  ])('%s', (_, content, expected) => {
    expect(messages(content)).toEqual([expect.stringContaining(expected)]);
  });

  it('with all of its errors at once', () => {
    expect(messages({ serviceName: '', taskDefinition: 1, desiredCount: 'x', cluster: 'y' })).toHaveLength(4);
  });

  it('because of its file’s name, unless it has a name of its own', () => {
    expect(messages({}, 'my web')).toEqual([expect.stringContaining("'my web' would become a name in ECS")]);
    expect(messages({ serviceName: 'web' }, 'my web')).toEqual([]);
  });
});
