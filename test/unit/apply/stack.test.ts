import { describe, expect, it } from 'vitest';
import { createStack, deleteStack, updateStack, waitForOthers } from '../../../src/apply/stack.ts';
import type { StepOf } from '../../../src/domain/plan.ts';
import type { ResourceChange } from '../../../src/domain/stack.ts';
import { DeploymentError } from '../../../src/errors.ts';
import { currentStack, fakeAws, type StackLook, wantedStack } from '../../support/fake-aws.ts';
import { walk, contextOf } from './walk.ts';

const wanted = wantedStack({ parameters: { VpcId: 'vpc-1' } });
const stack = currentStack();
const step: StepOf<'update-stack'> = {
  kind: 'update-stack',
  stack: wanted,
  changes: [],
  changesFrom: 'template',
  allowReplacement: false,
  why: 'changed',
};
const failed = (resource: string, reason: string) => ({ resource, status: 'CREATE_FAILED', reason });

/** What CloudFormation tells of a creation that is rolled back because of one resource. */
const rolledBack: StackLook[] = [
  { status: 'CREATE_IN_PROGRESS', events: [{ resource: 'Nodes' }] },
  {
    status: 'ROLLBACK_IN_PROGRESS',
    events: [
      failed('FileSystem', 'The maximum number of file systems has been reached'),
      failed('Nodes', 'Resource creation cancelled'),
      failed('acme-ecs-cluster', 'The following resource(s) failed to create: [FileSystem, Nodes]'),
    ],
  },
  { status: 'ROLLBACK_COMPLETE' },
];

describe('creating a stack', () => {
  it('reports each resource once, and ends when the stack is complete', async () => {
    const aws = fakeAws({
      stackLooks: [
        [
          { status: 'CREATE_IN_PROGRESS', events: [{ resource: 'FileSystem' }] },
          { status: 'CREATE_IN_PROGRESS' },
          {
            status: 'CREATE_COMPLETE',
            events: [
              { resource: 'FileSystem', status: 'CREATE_COMPLETE' },
              { resource: 'acme-ecs-cluster', status: 'CREATE_COMPLETE' },
            ],
          },
        ],
      ],
    });
    const { events, result } = await walk(createStack(contextOf(aws), wanted, 'acme'));
    expect(events).toMatchObject([
      { kind: 'stack-resource', resource: 'FileSystem', status: 'CREATE_IN_PROGRESS' },
      { kind: 'stack-resource', resource: 'FileSystem', status: 'CREATE_COMPLETE' },
    ]);
    expect(result).toMatchObject({ status: 'CREATE_COMPLETE', parameters: { VpcId: 'vpc-1' } });
    expect(aws.calls).toEqual(['create-stack acme-ecs-cluster']);
  });

  it('fails with the resource that failed first, not with those that were cancelled because of it', async () => {
    const creating = walk(createStack(contextOf(fakeAws({ stackLooks: [rolledBack] })), wanted, 'acme'));
    await expect(creating).rejects.toThrow(DeploymentError);
    await expect(creating).rejects.toMatchObject({
      exitStatus: 4,
      message: 'the stack acme-ecs-cluster is ROLLBACK_COMPLETE',
      hint: expect.stringContaining("run 'ecs-efs up' again: it removes what is left"),
      diagnoses: [
        {
          subject: 'FileSystem',
          cause: 'quota',
          lines: [
            'FileSystem (AWS::AutoScaling::AutoScalingGroup) CREATE_FAILED: ' +
              'The maximum number of file systems has been reached',
          ],
        },
      ],
    });
  });

  it.each<[string, StackLook[], string]>([
    ['gone', [undefined], 'the stack is gone: it was deleted during the run'],
    [
      'without a reason',
      [{ status: 'ROLLBACK_FAILED' }],
      'is ROLLBACK_FAILED: CloudFormation gives no reason',
    ],
  ])('fails if the stack is %s', async (_, looks, message) => {
    const creating = walk(createStack(contextOf(fakeAws({ stackLooks: [looks] })), wanted, 'acme'));
    await expect(creating).rejects.toThrow(message);
  });
});

it('a stack that still shows the state before the request does not count as finished', async () => {
  const looks: StackLook[] = [
    { status: 'UPDATE_IN_PROGRESS' },
    { status: 'UPDATE_COMPLETE', events: [{ resource: 'Nodes', status: 'UPDATE_COMPLETE' }] },
  ];
  const aws = fakeAws({ stack: currentStack({ status: 'UPDATE_COMPLETE' }), stackLooks: [looks] });
  const { describe: look } = aws.stacks;
  let stale = 2;
  aws.stacks.describe = async (name) => {
    stale -= 1;
    return stale >= 0 ? currentStack({ status: 'UPDATE_COMPLETE' }) : look(name);
  };
  const { events } = await walk(updateStack(contextOf(aws), step, 'acme'));
  expect(events).toMatchObject([{ kind: 'stack-changes' }, { resource: 'Nodes', status: 'UPDATE_COMPLETE' }]);
});

const change = (type: string, overrides: Partial<ResourceChange>): ResourceChange => ({
  action: 'Modify',
  resource: 'Thing',
  type,
  replacement: 'False',
  properties: [],
  ...overrides,
});

describe('updating a stack', () => {
  const update = (changes: readonly ResourceChange[], more: Partial<StepOf<'update-stack'>> = {}) => {
    const aws = fakeAws({
      stack,
      changeSet: { kind: 'ready', changes },
      stackLooks: [
        [
          {
            status: 'UPDATE_COMPLETE',
            events: [{ resource: 'acme-ecs-cluster', status: 'UPDATE_COMPLETE' }],
          },
        ],
      ],
    });
    return { aws, run: walk(updateStack(contextOf(aws), { ...step, ...more }, 'acme')) };
  };
  const made = 'create-change-set acme-ecs-cluster';

  it('shows the changes of the change set and then executes it', async () => {
    const changes = [change('AWS::EC2::LaunchTemplate', { replacement: 'True' })];
    const { aws, run } = update(changes);
    expect((await run).events[0]).toEqual({ kind: 'stack-changes', stack: 'acme-ecs-cluster', changes });
    expect(aws.calls).toEqual([made, 'update-stack acme-ecs-cluster']);
  });

  it('ends without a change if CloudFormation finds none, and leaves no change set', async () => {
    const aws = fakeAws({ stack, changeSet: { kind: 'empty' } });
    const { events, result } = await walk(updateStack(contextOf(aws), step, 'acme'));
    expect([events, result, aws.calls]).toEqual([[], undefined, [made, 'delete-change-set']]);
  });

  it.each<[string, ResourceChange, string]>([
    [
      'replace the file system',
      change('AWS::EFS::FileSystem', { replacement: 'True' }),
      'Thing would be replaced',
    ],
    [
      'perhaps replace the file system',
      change('AWS::EFS::FileSystem', { replacement: 'Conditional' }),
      'Thing might be replaced',
    ],
    [
      'remove the file system',
      change('AWS::EFS::FileSystem', { action: 'Remove' }),
      'Thing would be removed',
    ],
    [
      'replace the cluster',
      change('AWS::ECS::Cluster', { replacement: 'True' }),
      'the cluster with all its services',
    ],
  ])('is refused if it would %s, unless --allow-replacement is given', async (_, loss, message) => {
    const { aws, run } = update([loss]);
    await expect(run).rejects.toMatchObject({
      exitStatus: 2,
      message: expect.stringContaining(message),
      hint: expect.stringContaining('--allow-replacement'),
    });
    expect(aws.calls).toEqual([made, 'delete-change-set']);
    const allowed = update([loss], { allowReplacement: true });
    await allowed.run;
    expect(allowed.aws.calls).toEqual([made, 'update-stack acme-ecs-cluster']);
  });

  it('fails if it is rolled back', async () => {
    const looks: StackLook[] = [
      { status: 'UPDATE_IN_PROGRESS' },
      {
        status: 'UPDATE_ROLLBACK_COMPLETE',
        events: [{ resource: 'Nodes', status: 'UPDATE_FAILED', reason: 'no such AMI' }],
      },
    ];
    await expect(
      walk(updateStack(contextOf(fakeAws({ stack, stackLooks: [looks] })), step, 'acme')),
    ).rejects.toMatchObject({
      exitStatus: 4,
      message: 'the stack acme-ecs-cluster is UPDATE_ROLLBACK_COMPLETE',
      hint: 'Fix the cause and repeat the command.',
      diagnoses: [{ subject: 'Nodes', lines: [expect.stringContaining('no such AMI')] }],
    });
  });
});

describe('waiting for the operation of another run', () => {
  it.each<[string, StackLook[], string | undefined]>([
    ['a creation', [{ status: 'CREATE_IN_PROGRESS' }, { status: 'CREATE_COMPLETE' }], 'CREATE_COMPLETE'],
    [
      'an update that is rolled back, which leaves a stack as good as before',
      [{ status: 'UPDATE_ROLLBACK_COMPLETE' }],
      'UPDATE_ROLLBACK_COMPLETE',
    ],
    ['a deletion', [{ status: 'DELETE_IN_PROGRESS' }, undefined], undefined],
  ])('ends with %s', async (_, looks, expected) => {
    const aws = fakeAws({ stack: currentStack({ status: 'CREATE_IN_PROGRESS' }), stackLooks: [looks] });
    const { result } = await walk(waitForOthers(contextOf(aws), 'acme-ecs-cluster'));
    expect(result?.status).toBe(expected);
    expect(aws.calls).toEqual([]);
  });

  it('fails if the operation fails', async () => {
    const aws = fakeAws({ stack: currentStack({ status: 'CREATE_IN_PROGRESS' }), stackLooks: [rolledBack] });
    await expect(walk(waitForOthers(contextOf(aws), 'acme-ecs-cluster'))).rejects.toMatchObject({
      diagnoses: [{ subject: 'FileSystem' }],
    });
  });
});

describe('deleting a stack', () => {
  const deletionFailed: StackLook[] = [
    { status: 'DELETE_IN_PROGRESS' },
    {
      status: 'DELETE_FAILED',
      events: [{ resource: 'SecurityGroup', status: 'DELETE_FAILED', reason: 'in use' }],
    },
  ];
  const once = ['delete-stack stack-id'];

  it.each<[string, StackLook[][], string[]]>([
    ['ends when it is gone', [[{ status: 'DELETE_IN_PROGRESS' }, undefined]], once],
    ['ends when it is shown as deleted', [[{ status: 'DELETE_COMPLETE' }]], once],
    ['is tried again if it fails', [deletionFailed, [undefined]], [...once, ...once]],
  ])('%s', async (_, stackLooks, calls) => {
    const aws = fakeAws({ stack, stackLooks });
    await walk(deleteStack(contextOf(aws), 'acme-ecs-cluster'));
    expect(aws.calls).toEqual(calls);
  });

  it('sends nothing if there is no stack', async () => {
    const aws = fakeAws();
    await walk(deleteStack(contextOf(aws), 'acme-ecs-cluster'));
    expect(aws.calls).toEqual([]);
  });

  it('fails if the deletion fails twice', async () => {
    const aws = fakeAws({ stack, stackLooks: [deletionFailed, deletionFailed] });
    await expect(walk(deleteStack(contextOf(aws), 'acme-ecs-cluster'))).rejects.toMatchObject({
      message: 'the stack acme-ecs-cluster is DELETE_FAILED',
      diagnoses: [{ subject: 'SecurityGroup', cause: 'in use' }],
    });
    expect(aws.calls).toEqual([...once, ...once]);
  });
});
