import { describe, expect, it } from 'vitest';
import { planDestroy, type Inventory } from '../../../src/plan/plan-destroy.ts';
import { currentStack } from '../../support/fake-aws.ts';

const nothing: Inventory = {
  prefix: 'acme',
  cluster: 'acme-cluster',
  stack: undefined,
  services: [],
  draining: [],
  tasks: [],
  stopping: 0,
  group: undefined,
  containerInstances: 0,
  fileSystems: [],
  otherFileSystems: [],
  taskDefinitions: [],
};
const data = { id: 'fs-1', bytes: 6144, kept: false, toBeDeleted: false, foreignMountTargets: 0 };
const everything: Inventory = {
  ...nothing,
  stack: currentStack(),
  services: ['api', 'web'],
  tasks: ['task-1'],
  group: { name: 'nodes', instances: 2 },
  containerInstances: 2,
  fileSystems: [data],
  taskDefinitions: [
    { family: 'acme-web', revision: 1 },
    { family: 'acme-api', revision: 4 },
    { family: 'acme-web', revision: 2 },
  ],
};
const stepsOf = (inventory: Partial<Inventory>, keepData = false) =>
  planDestroy({ ...nothing, ...inventory }, { keepData }).steps.map((step) => step.kind);

it('services go first, then tasks, instances, the stack, the data, and task definitions', () => {
  const { steps, awaited } = planDestroy(everything, { keepData: false });
  expect(steps).toMatchObject([
    { kind: 'delete-service', service: 'api' },
    { kind: 'delete-service', service: 'web' },
    { kind: 'stop-task', task: 'task-1' },
    { kind: 'wait-for-tasks', services: ['api', 'web'] },
    { kind: 'remove-instances', group: 'nodes', instances: 2 },
    { kind: 'mark-file-system', fileSystem: 'fs-1' },
    { kind: 'delete-stack', stack: 'acme-ecs-cluster' },
    { kind: 'delete-file-system', fileSystem: 'fs-1', bytes: 6144 },
    { kind: 'deregister-task-definition', family: 'acme-web', revisions: [1, 2] },
    { kind: 'deregister-task-definition', family: 'acme-api', revisions: [4] },
  ]);
  expect(awaited).toEqual([]);
});

describe('after an interrupted run, the plan deletes only what is left:', () => {
  it.each<[string, Partial<Inventory>, string[]]>([
    ['nothing', {}, []],
    ['a task', { tasks: ['t'] }, ['stop-task', 'wait-for-tasks']],
    ['a service that is being deleted, whose tasks run', { draining: ['db'] }, ['wait-for-tasks']],
    ['a task whose containers still run', { stopping: 1 }, ['wait-for-tasks']],
    ['instances that run', { group: { name: 'nodes', instances: 1 } }, ['remove-instances']],
    [
      'instances that only the cluster knows',
      { group: { name: 'nodes', instances: 0 }, containerInstances: 1 },
      ['remove-instances'],
    ],
    ['an empty group', { group: { name: 'nodes', instances: 0 }, stack: currentStack() }, ['delete-stack']],
    [
      'a stack that could not be deleted',
      { stack: currentStack({ status: 'DELETE_FAILED' }) },
      ['delete-stack'],
    ],
    ['the data', { fileSystems: [data] }, ['delete-file-system']],
    ['a revision', { taskDefinitions: [{ family: 'a', revision: 1 }] }, ['deregister-task-definition']],
  ])('%s', (_, inventory, expected) => {
    expect(stepsOf(inventory)).toEqual(expected);
  });
});

describe('the data', () => {
  const kept = { ...data, kept: true };

  it.each<[string, Partial<Inventory>, boolean, string[]]>([
    [
      'is marked and stays with --keep-data',
      { stack: currentStack(), fileSystems: [data] },
      true,
      ['keep-file-system', 'delete-stack'],
    ],
    ['is not marked twice', { stack: currentStack(), fileSystems: [kept] }, true, ['delete-stack']],
    ['stays with --keep-data after the stack has gone', { fileSystems: [kept] }, true, []],
    ['that was kept stays after the stack has gone', { fileSystems: [kept] }, false, []],
    [
      'is not tagged twice for its deletion',
      { stack: currentStack(), fileSystems: [{ ...data, toBeDeleted: true }] },
      false,
      ['delete-stack', 'delete-file-system'],
    ],
    [
      'that was to be kept goes with its stack if that is asked for now',
      { stack: currentStack(), fileSystems: [kept] },
      false,
      ['mark-file-system', 'delete-stack', 'delete-file-system'],
    ],
  ])('%s', (_, inventory, keepData, expected) => {
    expect(stepsOf(inventory, keepData)).toEqual(expected);
  });
});

describe('a file system', () => {
  const shared = { ...nothing, stack: currentStack(), fileSystems: [{ ...data, foreignMountTargets: 1 }] };

  it('that another cluster uses is never deleted, and can be kept', () => {
    expect(() => planDestroy(shared, { keepData: false })).toThrow(
      'the file system fs-1 has mount targets that this stack did not create',
    );
    expect(planDestroy(shared, { keepData: true }).steps.map(({ kind }) => kind)).toEqual([
      'keep-file-system',
      'delete-stack',
    ]);
  });

  it('of an earlier stack stays, and the plan says how to use or delete it', () => {
    const plan = planDestroy(
      { ...nothing, stack: currentStack(), otherFileSystems: [{ ...data, id: 'fs-2' }] },
      { keepData: false },
    );
    expect(plan.steps.map(({ kind }) => kind)).toEqual(['delete-stack']);
    expect(plan.warnings).toEqual([expect.stringContaining('FileSystemId=fs-2')]);
  });
});
