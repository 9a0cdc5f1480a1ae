import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../src/domain/events.ts';
import type { Step } from '../../../../src/domain/plan.ts';
import { eventLines } from '../../../../src/report/text/event-text.ts';
import { planLines } from '../../../../src/report/text/plan-text.ts';
import { wantedStack } from '../../../support/fake-aws.ts';
import { deployedService } from '../../plan/builders.ts';

const stack = wantedStack();

describe('the lines of a step', () => {
  it.each<[Step, string, string[], string[]]>([
    [
      { kind: 'write-parameters', file: 'x.params', parameters: {}, why: 'A=1' },
      'write x.params: A=1',
      [],
      ['wrote x.params: A=1'],
    ],
    [
      { kind: 'create-stack', stack, changes: [], why: 'new' },
      'create stack acme-ecs-cluster: new',
      ['creating stack acme-ecs-cluster: new'],
      ['created stack acme-ecs-cluster'],
    ],
    [
      {
        kind: 'update-stack',
        stack,
        changes: [],
        changesFrom: 'change-set',
        allowReplacement: false,
        why: 'changed',
      },
      'update stack acme-ecs-cluster: changed',
      ['updating stack acme-ecs-cluster: changed'],
      ['updated stack acme-ecs-cluster'],
    ],
    [
      { kind: 'wait-for-stack', stack: 's', why: 'busy' },
      'wait for stack s: busy',
      ['waiting for stack s: busy'],
      ['waited for stack s'],
    ],
    [
      { kind: 'register-task-definition', file: 'f', family: 'acme-web', content: {}, why: 'new' },
      'register task definition acme-web: new',
      [],
      ['registered task definition acme-web: new'],
    ],
    [
      { kind: 'create-service', afterDraining: false, content: {}, desiredCount: 1, ...deployedService },
      'create service web: new',
      [],
      ['created service web: new'],
    ],
    [
      { kind: 'update-service', update: {}, tags: {}, ...deployedService },
      'update service web: new',
      [],
      ['updated service web: new'],
    ],
    [
      { kind: 'delete-service', service: 'web', why: 'w' },
      'delete service web: w',
      [],
      ['deleted service web: w'],
    ],
    [
      { kind: 'stop-task', task: 'arn:aws:ecs:r:1:task/acme-cluster/0a1b', why: 'w' },
      'stop task 0a1b: w',
      [],
      ['stopped task 0a1b: w'],
    ],
    [
      { kind: 'wait-for-tasks', services: ['web'], why: 'w' },
      'wait for services and tasks to stop: w',
      ['waiting for services and tasks to stop: w'],
      ['waited for services and tasks to stop'],
    ],
    [
      { kind: 'remove-instances', group: 'nodes', instances: 2, why: 'w' },
      'terminate the instances of nodes (2): w',
      ['terminating the instances of nodes (2): w'],
      ['terminated the instances of nodes (2)'],
    ],
    [
      { kind: 'keep-file-system', fileSystem: 'fs-1', why: 'w' },
      'keep file system fs-1: w',
      [],
      ['kept file system fs-1: w'],
    ],
    [
      { kind: 'delete-stack', stack: 's', why: 'w' },
      'delete stack s: w',
      ['deleting stack s: w'],
      ['deleted stack s'],
    ],
    [
      { kind: 'delete-file-system', fileSystem: 'fs-1', bytes: 6144, why: 'w' },
      'delete file system fs-1 (6.14 kB): w',
      ['deleting file system fs-1 (6.14 kB): w'],
      ['deleted file system fs-1 (6.14 kB)'],
    ],
    [
      { kind: 'deregister-task-definition', family: 'a', revisions: [1, 3], why: 'w' },
      'deregister task definition a:1, a:3: w',
      [],
      ['deregistered task definition a:1, a:3: w'],
    ],
  ])('%j', (step, planned, started, done) => {
    expect(planLines({ version: 1, prefix: '', cluster: '', steps: [step], awaited: [] })).toEqual([planned]);
    expect(eventLines({ kind: 'step-started', step })).toEqual(started);
    expect(eventLines({ kind: 'step-done', step })).toEqual(done);
  });
});

describe('the lines of an event', () => {
  const web = {
    kind: 'service',
    service: 'web',
    desired: 2,
    running: 1,
    pending: 0,
    rollout: undefined,
    steady: false,
  } as const;
  const node = {
    kind: 'stack-resource',
    resource: 'Nodes',
    resourceType: 'AWS::X',
    status: 'CREATE_COMPLETE',
    reason: 'because',
  } as const;

  it.each<[Event, string]>([
    [
      {
        kind: 'step-done',
        step: { kind: 'register-task-definition', file: 'f', family: 'a', content: {}, why: 'new' },
        result: 'a:3',
      },
      'registered task definition a:3: new',
    ],
    [
      {
        kind: 'step-done',
        step: { kind: 'create-stack', stack, changes: [], why: 'new' },
        result: 'CREATE_COMPLETE',
      },
      'created stack acme-ecs-cluster (CREATE_COMPLETE)',
    ],
    [web, '  web: 1 of 2 running'],
    [{ ...web, pending: 1, rollout: 'IN_PROGRESS' }, '  web: 1 of 2 running, 1 pending, IN_PROGRESS'],
    [{ ...web, running: 2, rollout: 'COMPLETED', steady: true }, '  web: steady, 2 of 2 running'],
    [node, '  CREATE_COMPLETE  Nodes (AWS::X)'],
    [{ ...node, status: 'CREATE_FAILED' }, '  CREATE_FAILED  Nodes (AWS::X): because'],
    [
      {
        kind: 'step-failed',
        step: { kind: 'stop-task', task: 'a/b/c', why: 'x' },
        error: new Error('AWS says no'),
      },
      'failed to stop task c: AWS says no',
    ],
    [
      { kind: 'interrupted', inFlight: [{ kind: 'create-stack', stack, changes: [], why: 'new' }], left: 2 },
      'interrupted: creating stack acme-ecs-cluster, 2 not started; Ctrl-C again exits at once',
    ],
    [
      { kind: 'interrupted', inFlight: [{ kind: 'create-stack', stack, changes: [], why: 'new' }], left: 0 },
      'interrupted: creating stack acme-ecs-cluster; Ctrl-C again exits at once',
    ],
    [
      { kind: 'waiting-for-quota', quota: 'changing services', seconds: 12 },
      "waiting 12 s for AWS's rate limit on changing services",
    ],
    [{ kind: 'still-waiting', for: ['a', 'b'], seconds: 31 }, 'still waiting after 31 s for a, b'],
  ])('%j', (event, line) => {
    expect(eventLines(event)).toEqual([line]);
  });
});
