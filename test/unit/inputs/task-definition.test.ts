import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/domain/diagnostic.ts';
import { sourceText } from '../../../src/inputs/document/source-text.ts';
import { prefixed, readTaskDefinition } from '../../../src/inputs/task-definition.ts';
import { acme } from './read-options.ts';

const read = (content: unknown, name = 'web') => {
  const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
  return readTaskDefinition({ kind: 'taskdef', name, source: sourceText(`${name}.taskdef`, text) }, acme);
};
const containers = [{ name: 'web', image: 'nginx', memory: 64 }];
const messages = (content: unknown, name?: string) =>
  read(content, name).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);

/** The example of the README of the Makefile that this program follows, as it stands there. */
const example = `{
      "containerDefinitions" : [
        {
           "name" : "<container-name>",
           "memoryReservation" : 256,
           "image" : "<repo/image>",
           "essential" : true,

           // there are for the name-based-routing
           "dockerLabels" : {
              "proxy.host" : "cost-dashboard-ecs.dgs.io",
              "proxy.ports" : "80:5001",
            "AUTOCREATE.SERVICE": ""
        },
        "portMappings" : [
          {
            "protocol" : "tcp",
            "containerPort" : 50000,
            "hostPort" : 50000
          }
       ],
        "environment" : [
          {
            "value" : "-Duser.timezone=America/New_York",
            "name" : "JAVA_OPTS"
          }
          ]
        }
      ]
    }
`;

it('the example of the Makefile’s README is read unchanged, and gets a service', () => {
  const { input, diagnostics } = read(example, 'dashboard');
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'dashboard.taskdef:4:21: warning: <container-name> looks like a placeholder: write the name itself before you load the file',
    'dashboard.taskdef:6:22: warning: <repo/image> looks like a placeholder: write the image itself before you load the file',
  ]);
  expect(input).toMatchObject({
    file: 'dashboard.taskdef',
    name: 'dashboard',
    family: 'acme-dashboard',
    autocreate: true,
    content: {
      family: 'acme-dashboard',
      containerDefinitions: [
        {
          image: '<repo/image>',
          memoryReservation: 256,
          portMappings: [{ protocol: 'tcp', containerPort: 50000, hostPort: 50000 }],
        },
      ],
    },
  });
});

describe('the family', () => {
  it.each<[string, object, string]>([
    ['is the file’s name with the prefix', {}, 'acme-web'],
    ['is the one of the file with the prefix', { family: 'shop' }, 'acme-shop'],
    ['has the prefix only once', { family: 'acme-shop' }, 'acme-shop'],
    ['has one dash after the prefix', { family: 'acme--shop' }, 'acme-shop'],
  ])('%s', (_, content, expected) => {
    const { input } = read({ ...content, containerDefinitions: containers });
    expect([input?.family, input?.content.family]).toEqual([expected, expected]);
  });

  it.each([
    ['web', 'acme-web'],
    ['acme', 'acme-acme'],
    ['acmeweb', 'acme-acmeweb'],
    ['acme-web', 'acme-web'],
  ])('of %s is %s', (name, expected) => {
    expect(prefixed(name, 'acme-')).toBe(expected);
    expect(prefixed(prefixed(name, 'acme-'), 'acme-')).toBe(expected);
  });
});

describe('AUTOCREATE.SERVICE asks for a service', () => {
  it.each<[string, object, boolean]>([
    ['as a label', { dockerLabels: { 'AUTOCREATE.SERVICE': '' } }, true],
    ['as a variable', { environment: [{ name: 'AUTOCREATE.SERVICE', value: '1' }] }, true],
    ['within other text', { command: ['echo', 'x AUTOCREATE.SERVICE y'] }, true],
    ['not if it is written otherwise', { dockerLabels: { autocreate: '' } }, false],
  ])('%s', (_, container, expected) => {
    const { input } = read({ containerDefinitions: [{ ...containers[0], ...container }] });
    expect(input?.autocreate).toBe(expected);
  });

  it('not if it stands outside the containers, or in a comment', () => {
    const outside = { containerDefinitions: containers, volumes: [{ name: 'AUTOCREATE.SERVICE' }] };
    expect(read(outside).input?.autocreate).toBe(false);
    const comment = `{ containerDefinitions: [{ name: 'a', image: 'b', memory: 64 /* AUTOCREATE.SERVICE */ }] }`;
    expect(read(comment).input?.autocreate).toBe(false);
  });
});

describe('what describe-task-definition prints', () => {
  const printed = {
    taskDefinitionArn: 'arn:aws:ecs:us-east-1:1:task-definition/acme-web:3',
    family: 'acme-web',
    revision: 3,
    status: 'ACTIVE',
    requiresAttributes: [{ name: 'ecs.capability.x' }],
    compatibilities: ['EC2'],
    registeredAt: 1_700_000_000,
    registeredBy: 'arn:aws:iam::1:user/a',
    deregisteredAt: 1_700_000_000,
    deleteRequestedAt: 1_700_000_000,
    containerDefinitions: containers,
  };
  const loaded = { family: 'acme-web', containerDefinitions: containers };

  it.each<[string, object, object]>([
    ['is loaded without what AWS adds', printed, loaded],
    ['is loaded out of its wrapper', { taskDefinition: printed }, loaded],
    [
      'is loaded with the tags beside it',
      { taskDefinition: printed, tags: [{ key: 'a', value: 'b' }] },
      { ...loaded, tags: [{ key: 'a', value: 'b' }] },
    ],
    ['is loaded without an empty list of tags', { taskDefinition: printed, tags: [] }, loaded],
  ])('%s', (_, content, expected) => {
    expect(read(content).input?.content).toEqual(expected);
  });

  it.each<[string, object, string]>([
    [
      'in its wrapper',
      { taskDefinition: { revision: 3, containerDefinitions: [{ name: 'web', memory: 64 }] } },
      '5:7',
    ],
    ['without its wrapper', { revision: 3, containerDefinitions: [{ name: 'web', memory: 64 }] }, '4:5'],
  ])('is refused at the location of the error, %s', (_, content, at) => {
    expect(messages(content)).toEqual([`${at} a container needs "image": "…"`]);
  });
});

describe('a task definition is refused:', () => {
  it.each<[string, unknown, string]>([
    ['a list', [], '1:1 expected an object: { "containerDefinitions": [ … ] }'],
    ['text', '"web"', '1:1 expected an object'],
    ['no containers', {}, '1:1 containerDefinitions must be a list of at least one container'],
    ['an empty list of them', { containerDefinitions: [] }, '2:27 containerDefinitions must be a list'],
    ['one that is no list', { containerDefinitions: {} }, '2:27 containerDefinitions must be a list'],
    ['a container that is no object', { containerDefinitions: ['web'] }, '3:5 a container must be an object'],
    [
      'a container without a name',
      { containerDefinitions: [{ image: 'a', memory: 64 }] },
      '3:5 a container needs "name"',
    ],
    [
      'a container with an empty image',
      { containerDefinitions: [{ name: 'a', image: '', memory: 64 }] },
      '5:16 a container needs "image"',
    ],
    [
      'two of the same name',
      { containerDefinitions: [...containers, ...containers] },
      "9:15 another container of this file is called 'web' as well",
    ],
    [
      'a family with a dot',
      { family: 'a.b', containerDefinitions: containers },
      '2:13 family is "a.b", but holds only letters, digits, - and _',
    ],
    ['a family that is a number', { family: 7, containerDefinitions: containers }, '2:13 family is 7'],
  ])('%s', (_, content, expected) => {
    expect(messages(content)).toEqual([expect.stringContaining(expected)]);
  });

  it('with all of its errors at once', () => {
    expect(messages({ family: '', containerDefinitions: [{}, 1] })).toHaveLength(5);
  });

  it('because of its file’s name, if that becomes a name in ECS', () => {
    const autocreated = [{ ...containers[0], dockerLabels: { 'AUTOCREATE.SERVICE': '' } }];
    const refused = [expect.stringContaining("'a.b' would become a name in ECS")];
    expect(messages({ containerDefinitions: containers }, 'a.b')).toEqual(refused);
    expect(messages({ family: 'ab', containerDefinitions: autocreated }, 'a.b')).toEqual(refused);
    expect(messages({ family: 'ab', containerDefinitions: containers }, 'a.b')).toEqual([]);
  });
});
