import type { CurrentStack, ResourceChange } from '../../../src/domain/stack.ts';
import type { Step } from '../../../src/domain/plan.ts';
import { describe, expect, it } from 'vitest';
import type { Context, MakeFlags } from '../../../src/commands/context.ts';
import { stackSteps, type StackOptions } from '../../../src/commands/stack-steps.ts';

import { loadSettings } from '../../../src/settings/load.ts';
import { currentStack, fakeAws, type FakeState } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { stackTemplateOf } from '../inputs/stack/stack-template-of.ts';

const parameters = { VpcId: 'vpc-1' };

function contextOf(flags: Partial<MakeFlags>): Context {
  const settings = loadSettings({
    directory: '/nowhere',
    flags: { PREFIX: 'acme' },
    words: [],
    environment: { AWS_ACCESS_KEY_ID: 'test' },
    user: 'tester',
  });
  return {
    settings,
    flags: { dryRun: false, question: false, alwaysMake: false, keepGoing: false, jobs: 1, ...flags },
    reporter: { isTerminal: false, event: () => {}, warn: () => {}, result: () => {}, close: () => {} },
    clock: fakeClock(),
    signal: new AbortController().signal,
    connect: () => Promise.reject(new Error('nobody asked for AWS')),
  };
}

async function decide(
  state: FakeState,
  { flags = {}, ...options }: Partial<StackOptions> & { flags?: Partial<MakeFlags> } = {},
) {
  const aws = fakeAws(state);
  const template = stackTemplateOf({ VpcId: null });
  const steps = stackSteps(contextOf(flags), aws, template, parameters, {
    allowReplacement: false,
    continueRollback: false,
    ...options,
  });
  return { aws, result: await steps };
}

const stackIn = (status: string, more: Partial<CurrentStack> = {}) =>
  currentStack({ status, parameters: { VpcId: 'vpc-0' }, ...more });
const names = (steps: readonly Step[]) =>
  steps.map((step) => ('fileSystem' in step ? `${step.kind} ${step.fileSystem}` : step.kind));
const change = (type: string, overrides: Partial<ResourceChange>): ResourceChange => ({
  action: 'Modify',
  resource: 'Thing',
  type,
  replacement: 'False',
  properties: [],
  ...overrides,
});
const fileSystem = (id: string, bytes: number, kept = false) => ({
  id,
  bytes,
  kept,
  tags: { 'ecs-efs:stack': 'acme-ecs-cluster' },
});

describe('a stack whose first creation failed', () => {
  it.each(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'REVIEW_IN_PROGRESS'])(
    'is deleted and created anew if it is %s',
    async (status) => {
      const { result } = await decide({ stack: stackIn(status) });
      expect(names(result.steps)).toEqual(['delete-stack', 'create-stack']);
      expect(result).toMatchObject({ stack: undefined, inProgress: false });
    },
  );

  it('takes its file system with it, but none that holds data or that somebody kept', async () => {
    const fileSystems = [
      fileSystem('fs-empty', 6144),
      fileSystem('fs-data', 6145),
      fileSystem('fs-kept', 0, true),
    ];
    const { result } = await decide({ stack: stackIn('ROLLBACK_COMPLETE'), fileSystems });
    expect(names(result.steps)).toEqual(['delete-stack', 'delete-file-system fs-empty', 'create-stack']);
  });
});

describe('an update whose roll-back failed', () => {
  const state: FakeState = {
    stack: stackIn('UPDATE_ROLLBACK_FAILED'),
    stackEvents: [{ resource: 'Nodes', status: 'UPDATE_FAILED', reason: 'no such AMI' }],
  };

  it('is an error that names the resource and the way out', async () => {
    await expect(decide(state)).rejects.toMatchObject({
      exitStatus: 4,
      hint: expect.stringContaining('ecs-efs up --continue-rollback'),
      diagnoses: [{ subject: 'Nodes', lines: [expect.stringContaining('no such AMI')] }],
    });
  });

  it('is gone on with if that is asked for', async () => {
    const { result } = await decide(state, { continueRollback: true });
    expect(names(result.steps)).toEqual(['continue-rollback']);
    expect(result.inProgress).toBe(true);
  });
});

describe('an update of the stack', () => {
  const update = (changes: readonly ResourceChange[]): FakeState => ({
    stack: stackIn('CREATE_COMPLETE'),
    changeSet: { changes },
  });
  const made = 'create-change-set acme-ecs-cluster';

  it('is made by the change set that was looked at', async () => {
    const { aws, result } = await decide(update([change('AWS::EFS::FileSystem', {})]));
    expect(result.steps).toMatchObject([
      { kind: 'update-stack', changes: [{ resource: 'Thing' }], changeSet: { id: 'change-set' } },
    ]);
    expect(aws.calls).toEqual([made]);
  });

  it('is shown by -n, and no change set is left', async () => {
    const { aws, result } = await decide(update([change('AWS::EFS::FileSystem', { replacement: 'True' })]), {
      flags: { dryRun: true },
    });
    expect(result.steps).toMatchObject([{ kind: 'update-stack', changes: [{ replacement: 'True' }] }]);
    expect(aws.calls).toEqual([made, 'delete-change-set']);
  });

  it('is not worked out for -q', async () => {
    const { aws, result } = await decide(update([]), { flags: { question: true } });
    expect(names(result.steps)).toEqual(['update-stack']);
    expect(aws.calls).toEqual([]);
  });

  it('is none if CloudFormation finds nothing to do', async () => {
    const { result } = await decide({ stack: stackIn('CREATE_COMPLETE'), changeSet: { nothing: true } });
    expect(result.steps).toEqual([]);
  });

  it.each<[string, ResourceChange, string]>([
    [
      'replace the file system',
      change('AWS::EFS::FileSystem', { replacement: 'True' }),
      'Thing would be replaced',
    ],
    [
      'perhaps replace it',
      change('AWS::EFS::FileSystem', { replacement: 'Conditional' }),
      'Thing might be replaced',
    ],
    ['remove it', change('AWS::EFS::FileSystem', { action: 'Remove' }), 'Thing would be removed'],
    [
      'replace the cluster',
      change('AWS::ECS::Cluster', { replacement: 'True' }),
      'the cluster with all its services',
    ],
  ])('that would %s is refused, and made with --allow-replacement', async (_, danger, message) => {
    await expect(decide(update([danger]))).rejects.toMatchObject({
      exitStatus: 2,
      message: expect.stringContaining(message),
      hint: expect.stringContaining('--allow-replacement'),
    });
    const { result } = await decide(update([danger]), { allowReplacement: true });
    expect(result.steps).toMatchObject([{ changeSet: { id: 'change-set' } }]);
  });

  it('may replace other things', async () => {
    const { result } = await decide(update([change('AWS::EC2::LaunchTemplate', { replacement: 'True' })]));
    expect(result.steps).toMatchObject([{ changeSet: { id: 'change-set' } }]);
  });
});
