import { type CurrentStack, type WantedStack, isInProgress, isUsable } from '../../../../src/domain/stack.ts';
import { describe, expect, it } from 'vitest';
import { planStack } from '../../../../src/plan/stack/plan-stack.ts';

import { currentStack } from '../../../support/fake-aws.ts';

const wanted = (overrides: Partial<WantedStack> = {}): WantedStack => ({
  name: 'acme-ecs-cluster',
  templateFile: 'ecs-cluster.cf.yaml',
  templateBody: 'Resources:\n  A: 1\n',
  parameters: { VpcId: 'vpc-1' },
  defaults: { InstanceType: 't3.small' },
  references: ['Image'],
  ...overrides,
});
const present = (overrides: Partial<CurrentStack> = {}) =>
  currentStack({ parameters: { VpcId: 'vpc-1', InstanceType: 't3.small' }, ...overrides });
const { templateBody } = wanted();

describe('the stack is', () => {
  it.each<[string, CurrentStack | undefined, string | undefined, Partial<WantedStack>, string | undefined]>([
    ['created if there is none', undefined, undefined, {}, 'create-stack: new'],
    ['left alone if nothing changed', present(), templateBody, {}, undefined],
    [
      'waited for while it is created',
      present({ status: 'CREATE_IN_PROGRESS' }),
      undefined,
      {},
      'wait-for-stack: the stack is CREATE_IN_PROGRESS',
    ],
    [
      'waited for while it is cleaned up',
      present({ status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' }),
      undefined,
      {},
      'wait-for-stack: the stack is UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    ],
    [
      'updated if the template changed',
      present(),
      'Resources: {}',
      {},
      'update-stack: ecs-cluster.cf.yaml changed',
    ],
    [
      'left alone if only line ends and blanks at the end differ',
      present(),
      '\nResources:\r\n  A: 1\r\n\r\n',
      {},
      undefined,
    ],
    [
      'updated if a parameter changed',
      present(),
      templateBody,
      { parameters: { VpcId: 'vpc-2' } },
      "update-stack: VpcId is 'vpc-1' instead of 'vpc-2'",
    ],
    [
      'updated if a parameter went back to its default',
      present({ parameters: { VpcId: 'vpc-1', InstanceType: 'c7i.large' } }),
      templateBody,
      {},
      "update-stack: InstanceType is 'c7i.large' instead of 't3.small'",
    ],
    [
      'left alone where a parameter beats its default',
      present({ parameters: { VpcId: 'vpc-1', InstanceType: 'x' } }),
      templateBody,
      { parameters: { VpcId: 'vpc-1', InstanceType: 'x' } },
      undefined,
    ],
    [
      'left alone where a parameter is hidden',
      present({ parameters: { VpcId: '****' } }),
      templateBody,
      {},
      undefined,
    ],
    [
      'left alone where it does not have a parameter yet',
      present({ parameters: {} }),
      templateBody,
      {},
      undefined,
    ],
    [
      'left alone where a reference shows its value',
      present({ parameters: { Image: 'ami-1' } }),
      templateBody,
      { defaults: { Image: '/aws/ami' } },
      undefined,
    ],
    [
      'updated where a reference shows another name',
      present({ parameters: { Image: '/aws/old' } }),
      templateBody,
      { defaults: { Image: '/aws/ami' } },
      "update-stack: Image is '/aws/old' instead of '/aws/ami'",
    ],
    [
      'updated for all reasons at once',
      present(),
      'x',
      { parameters: { VpcId: 'vpc-2' } },
      "update-stack: ecs-cluster.cf.yaml changed; VpcId is 'vpc-1' instead of 'vpc-2'",
    ],
  ])('%s', (_, stack, template, overrides, expected) => {
    const step = planStack(wanted(overrides), stack, template, false);
    expect(step && `${step.kind}: ${step.why}`).toBe(expected);
  });

  it('updated with -B', () => {
    expect(planStack(wanted(), present(), templateBody, true)).toMatchObject({
      kind: 'update-stack',
      why: 'always (-B)',
    });
  });
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
