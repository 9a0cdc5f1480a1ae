import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/domain/plan.ts';
import { planDependencies } from '../../../src/plan/dependencies.ts';
import { wantedStack } from '../../support/fake-aws.ts';
import { wantedTaskDefinition } from './builders.ts';

const register = (name: string): Step => ({
  kind: 'register-task-definition',
  ...wantedTaskDefinition(name),
  why: 'new',
});
const update = (name: string): Step => ({
  kind: 'update-service',
  file: `${name}.service`,
  service: name,
  taskDefinition: { kind: 'registered-here', family: `acme-${name}` },
  update: {},
  tags: {},
  digests: { service: 'a1', taskDefinition: 'b2' },
  why: 'its task definition changes',
});
const stack = wantedStack();

/** What the last of these steps waits for. */
const needsOfLast = (...steps: Step[]) =>
  (planDependencies(steps).at(-1) ?? []).map((index) => steps[index]?.kind);

describe('a step waits for', () => {
  it('nothing, if it registers a task definition', () => {
    expect(
      needsOfLast({ kind: 'create-stack', stack, changes: [], why: 'new' }, register('db'), register('web')),
    ).toEqual([]);
  });

  it('its own task definition, if it is a service, and no other', () => {
    const steps = [register('db'), register('web'), update('db'), update('web')];
    expect(planDependencies(steps)).toEqual([[], [], [0], [1]]);
  });

  it('the stack, if it is a service', () => {
    const createStack: Step = { kind: 'create-stack', stack, changes: [], why: 'new' };
    expect(needsOfLast(createStack, register('web'), update('web'))).toEqual([
      'create-stack',
      'register-task-definition',
    ]);
  });

  it('the parameters, if it creates the stack', () => {
    const write: Step = { kind: 'write-parameters', file: 'p', parameters: {}, why: 'x' };
    expect(needsOfLast(write, { kind: 'create-stack', stack, changes: [], why: 'new' })).toEqual([
      'write-parameters',
    ]);
  });
});

describe('a plan that deletes everything', () => {
  const steps: Step[] = [
    { kind: 'delete-service', service: 'web', why: 'x' },
    { kind: 'delete-service', service: 'db', why: 'x' },
    { kind: 'stop-task', task: 'task-1', why: 'x' },
    { kind: 'wait-for-tasks', services: ['web', 'db'], why: 'x' },
    { kind: 'remove-instances', group: 'nodes', instances: 2, why: 'x' },
    { kind: 'delete-stack', stack: 'acme-ecs-cluster', why: 'x' },
    { kind: 'delete-file-system', fileSystem: 'fs-1', bytes: 0, why: 'x' },
    { kind: 'deregister-task-definition', family: 'acme-web', revisions: [1], why: 'x' },
    { kind: 'deregister-task-definition', family: 'acme-db', revisions: [1], why: 'x' },
  ];
  const needs = planDependencies(steps);

  it('deletes services and tasks at the same time', () => {
    expect(needs.slice(0, 3)).toEqual([[], [], []]);
  });

  it('has each later kind wait for all kinds before it', () => {
    expect(needs.slice(3)).toEqual([
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3, 4, 5],
      [0, 1, 2, 3, 4, 5, 6],
      [0, 1, 2, 3, 4, 5, 6],
    ]);
  });
});
