import { describe, expect, it } from 'vitest';
import type { Step } from '../../../../src/domain/plan.ts';
import {
  isInProgress,
  isUsable,
  type CurrentStack,
  type StackParameters,
} from '../../../../src/domain/stack.ts';
import type { StackTemplate, TemplateResource } from '../../../../src/domain/template.ts';
import { UsageError } from '../../../../src/errors.ts';
import type { JsonObject } from '../../../../src/lib/json.ts';
import {
  adoptionWarnings,
  planStack,
  type StackFacts,
  type StackOptions,
} from '../../../../src/plan/stack/plan-stack.ts';
import { currentStack } from '../../../support/fake-aws.ts';

const parameter = (name: string, type: string, defaultValue?: string) =>
  [name, { name, type, defaultValue, description: name }] as const;
const fileSystemResource: TemplateResource = {
  name: 'FileSystem',
  type: 'AWS::EFS::FileSystem',
  condition: undefined,
  declaration: { Type: 'AWS::EFS::FileSystem' },
};
const template = (document: JsonObject = {}, resources: readonly TemplateResource[] = []): StackTemplate => ({
  file: 'ecs-cluster.cf.yaml',
  body: 'the template',
  document,
  resources,
  conditions: {},
  parameters: new Map([
    parameter('VpcId', 'AWS::EC2::VPC::Id'),
    parameter('InstanceType', 'String', 't3.small'),
    parameter('Image', 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', '/aws/ami'),
  ]),
});

const present = (overrides: Partial<CurrentStack> = {}) =>
  currentStack({ parameters: { VpcId: 'vpc-1', InstanceType: 't3.small' }, ...overrides });
const facts = (overrides: Partial<StackFacts> = {}): StackFacts => ({
  name: 'acme-ecs-cluster',
  region: 'us-east-1',
  template: template(),
  parametersFile: 'ecs-cluster.params',
  written: { VpcId: 'vpc-1' },
  ownParameters: {},
  stack: undefined,
  currentTemplate: template(),
  networks: undefined,
  ...overrides,
});
const plan = (
  overrides: Partial<StackFacts>,
  options: Partial<StackOptions & { alwaysMake: boolean }> = {},
): Step[] =>
  planStack(facts(overrides), {
    allowReplacement: false,
    continueRollback: false,
    alwaysMake: false,
    ...options,
  });
const names = (steps: readonly Step[]) =>
  steps.map((step) => ('fileSystem' in step ? `${step.kind} ${step.fileSystem}` : step.kind));

describe('a plan of the stack', () => {
  it.each<[string, Partial<StackFacts>, string[]]>([
    ['creates it if there is none', {}, ['create-stack: new']],
    ['leaves it alone if nothing changed', { stack: present() }, []],
    [
      'waits while it is created',
      { stack: present({ status: 'CREATE_IN_PROGRESS' }) },
      ['wait-for-stack: the stack is CREATE_IN_PROGRESS'],
    ],
    [
      'waits while an update is cleaned up',
      { stack: present({ status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' }) },
      ['wait-for-stack: the stack is UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'],
    ],
    [
      'updates it if the template changed',
      { stack: present(), template: template({ Outputs: {} }) },
      ['update-stack: ecs-cluster.cf.yaml changed'],
    ],
    [
      'leaves it alone if only the text of the template changed',
      { stack: present(), template: { ...template(), body: '# the template\r\n' } },
      [],
    ],
    [
      'updates it if a parameter changed',
      { stack: present(), written: { VpcId: 'vpc-2' } },
      ["update-stack: VpcId is 'vpc-1' instead of 'vpc-2'"],
    ],
    [
      'updates it if a parameter went back to its default',
      { stack: present({ parameters: { VpcId: 'vpc-1', InstanceType: 'c7i.large' } }) },
      ["update-stack: InstanceType is 'c7i.large' instead of 't3.small'"],
    ],
    [
      'leaves it alone if the file sets what the stack has in place of a default',
      {
        stack: present({ parameters: { VpcId: 'vpc-1', InstanceType: 'x' } }),
        written: { VpcId: 'vpc-1', InstanceType: 'x' },
      },
      [],
    ],
    ['leaves a hidden parameter alone', { stack: present({ parameters: { VpcId: '****' } }) }, []],
    ['leaves a parameter alone that the stack does not have yet', { stack: present({ parameters: {} }) }, []],
    [
      'leaves a reference alone that shows its value',
      { stack: present({ parameters: { Image: 'ami-1' } }) },
      [],
    ],
    [
      'updates a reference that shows another name',
      { stack: present({ parameters: { Image: '/aws/old' } }) },
      ["update-stack: Image is '/aws/old' instead of '/aws/ami'"],
    ],
    [
      'gives all reasons at once',
      { stack: present(), template: template({ Outputs: {} }), written: { VpcId: 'vpc-2' } },
      ["update-stack: ecs-cluster.cf.yaml changed; VpcId is 'vpc-1' instead of 'vpc-2'"],
    ],
    ['keeps the parameters of a stack without a file', { stack: present(), written: undefined }, []],
  ])('%s', (_, overrides, expected) => {
    expect(plan(overrides).map(({ kind, why }) => `${kind}: ${why}`)).toEqual(expected);
  });

  it('updates it with -B', () => {
    expect(plan({ stack: present() }, { alwaysMake: true })).toMatchObject([
      { kind: 'update-stack', why: 'always (-B)' },
    ]);
  });

  it('refuses to remove the file system, unless --allow-replacement is given', () => {
    const overrides = { stack: present(), currentTemplate: template({ Old: 1 }, [fileSystemResource]) };
    expect(() => plan(overrides)).toThrow(UsageError);
    expect(() => plan(overrides)).toThrow('FileSystem would be removed: the file system with its data');
    expect(plan(overrides, { allowReplacement: true })).toMatchObject([
      { kind: 'update-stack', allowReplacement: true, changes: [{ action: 'Remove' }] },
    ]);
  });
});

describe('without a parameters file', () => {
  const networks = {
    vpcs: [{ id: 'vpc-1', name: undefined, cidr: '10.0.0.0/16', isDefault: true }],
    subnets: ['a', 'b', 'c'].map((zone) => ({
      id: `subnet-${zone}`,
      vpcId: 'vpc-1',
      zone: `us-east-1${zone}`,
      isPublic: true,
    })),
    keyPairs: [],
  };

  it('the network is chosen and written before the stack is created with it', () => {
    const [write, create] = plan({ written: undefined, networks, ownParameters: { ClusterName: 'c' } });
    expect(write).toMatchObject({ kind: 'write-parameters', parameters: { VpcId: 'vpc-1' } });
    const parameters: StackParameters = { VpcId: 'vpc-1', ClusterName: 'c' };
    expect(create).toMatchObject({ kind: 'create-stack', stack: { parameters } });
  });

  it('a network that the user must choose is an error with what there is', () => {
    expect(() => plan({ written: undefined, networks: { ...networks, vpcs: [] } })).toThrow(
      'no network can be chosen: there is no VPC',
    );
  });
});

describe('a stack whose creation failed', () => {
  it.each(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'REVIEW_IN_PROGRESS'])(
    'is deleted and created again if it is %s',
    (status) => {
      expect(names(plan({ stack: present({ status }) }))).toEqual(['delete-stack', 'create-stack']);
    },
  );
});

describe('a file system of an earlier stack', () => {
  const earlier = [{ id: 'fs-1', bytes: 0, kept: true, toBeDeleted: false }];

  it('is named with the line that adopts it when a stack is created', () => {
    expect(adoptionWarnings(plan({}), earlier)).toEqual([expect.stringContaining('FileSystemId=fs-1')]);
  });

  it('is not named when the stack adopts one, or exists', () => {
    const written = { VpcId: 'vpc-1', FileSystemId: 'fs-1' };
    expect(adoptionWarnings(plan({ written }), earlier)).toEqual([]);
    expect(adoptionWarnings(plan({ stack: present() }), earlier)).toEqual([]);
  });
});

it('a roll-back that failed is continued if that is asked for', () => {
  const stack = present({ status: 'UPDATE_ROLLBACK_FAILED' });
  expect(names(plan({ stack }, { continueRollback: true }))).toEqual(['continue-rollback']);
});

it.each<[string, boolean, boolean]>([
  ['CREATE_IN_PROGRESS', true, false],
  ['CREATE_COMPLETE', false, true],
  ['CREATE_FAILED', false, false],
  ['ROLLBACK_COMPLETE', false, false],
  ['UPDATE_COMPLETE', false, true],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', true, false],
  ['UPDATE_ROLLBACK_COMPLETE', false, true],
  ['UPDATE_ROLLBACK_FAILED', false, false],
  ['DELETE_FAILED', false, false],
  ['DELETE_COMPLETE', false, false],
  ['IMPORT_COMPLETE', false, true],
])('a stack that is %s changes: %s, can be loaded into: %s', (status, changes, usable) => {
  expect([isInProgress(currentStack({ status })), isUsable(currentStack({ status }))]).toEqual([
    changes,
    usable,
  ]);
});
