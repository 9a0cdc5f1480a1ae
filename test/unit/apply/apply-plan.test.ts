import { describe, expect, it } from 'vitest';
import { applyPlan, type ApplyOptions } from '../../../src/apply/apply-plan.ts';
import type { ApplyContext } from '../../../src/apply/context.ts';
import type { Event } from '../../../src/domain/events.ts';
import type { Plan, Step } from '../../../src/domain/plan.ts';
import { InterruptedError, SeveralErrors } from '../../../src/errors.ts';
import { planDestroy } from '../../../src/plan/plan-destroy.ts';
import { awsError } from '../../support/aws-error.ts';
import { currentService, currentStack, fakeAws, type FakeAws, wantedStack } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { until } from '../../support/poll.ts';
import { wantedTaskDefinition } from '../plan/builders.ts';
import { walk, contextOf } from './walk.ts';

const planOf = (steps: readonly Step[], awaited: readonly string[] = []): Plan => ({
  version: 1,
  prefix: 'acme',
  cluster: 'acme-cluster',
  steps,
  awaited,
});
const options: ApplyOptions = { wait: true, jobs: 4, keepGoing: false };
const apply = (
  aws: FakeAws,
  plan: Plan,
  overrides: Partial<ApplyContext> = {},
  more: Partial<ApplyOptions> = {},
) => walk(applyPlan(contextOf(aws, overrides), plan, { ...options, ...more }));

const register: Step = { kind: 'register-task-definition', ...wantedTaskDefinition('web'), why: 'new' };
const digests = { service: 'a1', taskDefinition: 'b2' };
const create: Step = {
  kind: 'create-service',
  file: 'web.service',
  service: 'web',
  taskDefinition: { kind: 'registered-here', family: 'acme-web' },
  content: {},
  desiredCount: 2,
  digests,
  afterDraining: false,
  why: 'new',
};
const update: Step = {
  kind: 'update-service',
  file: 'web.service',
  service: 'web',
  taskDefinition: { kind: 'registered-here', family: 'acme-web' },
  update: {},
  tags: { team: 'a' },
  digests,
  why: 'its task definition changes',
};

describe('the steps of a plan', () => {
  it('run in their order, and report when they start and end', async () => {
    const aws = fakeAws();
    const { events, result } = await apply(aws, planOf([register, create], ['web']));
    expect(aws.calls).toEqual(['register acme-web:1', 'create web acme-web:1']);
    expect(events.slice(0, 4)).toEqual([
      { kind: 'step-started', step: register },
      { kind: 'step-done', step: register, result: 'acme-web:1' },
      { kind: 'step-started', step: create },
      { kind: 'step-done', step: create, result: 'acme-web:1' },
    ]);
    expect(result.services).toMatchObject([{ name: 'web', runningCount: 2, desiredCount: 2 }]);
    expect(result.stack).toBeUndefined();
  });

  it('set tags by which a later run recognises what a service was made from', async () => {
    const aws = fakeAws();
    await apply(aws, planOf([register, create]));
    expect(await aws.services.describe('', ['web'])).toMatchObject([
      { tags: { 'ecs-efs:service': 'a1', 'ecs-efs:task-definition': 'b2/acme-web:1' } },
    ]);
    expect(await aws.taskDefinitions.describe('acme-web')).toMatchObject({
      tags: { 'ecs-efs:prefix': 'acme' },
    });
  });

  it('tag a service after its update, with the user’s tags as well', async () => {
    const aws = fakeAws({ services: [currentService('web')] });
    await apply(aws, planOf([register, update]));
    expect(aws.calls).toEqual(['register acme-web:1', 'update web acme-web:1', 'tag web']);
    expect(await aws.services.describe('', ['web'])).toMatchObject([
      { tags: { team: 'a', 'ecs-efs:service': 'a1', 'ecs-efs:task-definition': 'b2/acme-web:1' } },
    ]);
  });

  it('create a service only when the old one of its name is gone', async () => {
    const aws = fakeAws({ services: [currentService('web', { status: 'DRAINING' })] });
    const known: Step = {
      ...create,
      taskDefinition: { kind: 'known', revision: { family: 'acme-web', revision: 7 } },
      afterDraining: true,
    };
    const clock = fakeClock();
    await apply(aws, planOf([known]), { clock });
    expect([aws.calls, clock.pauses]).toEqual([['create web acme-web:7'], [1000]]);
  });

  it('write the parameters before the stack is created', async () => {
    const aws = fakeAws({ stackLooks: [[{ status: 'CREATE_COMPLETE' }]] });
    const written: string[] = [];
    const stack = wantedStack();
    const { result } = await apply(
      aws,
      planOf([
        {
          kind: 'write-parameters',
          file: 'ecs-cluster.params',
          parameters: { VpcId: 'vpc-1', KeyName: 'My Key' },
          why: 'x',
        },
        { kind: 'create-stack', stack, changes: [], why: 'new' },
      ]),
      {
        async writeNewFile(name, text) {
          written.push(`${name}\n${text}`, ...aws.calls);
        },
      },
    );
    expect(written).toEqual(['ecs-cluster.params\nVpcId=vpc-1\nKeyName=My Key\n']);
    expect(result.stack).toMatchObject({ name: 'acme-ecs-cluster', status: 'CREATE_COMPLETE' });
  });

  it('do not wait for services with --no-wait', async () => {
    const clock = fakeClock();
    const { result } = await apply(
      fakeAws(),
      planOf([register, create], ['web']),
      { clock },
      { wait: false },
    );
    expect([result.services, clock.pauses]).toEqual([[], []]);
  });
});

describe('a failure', () => {
  const denied = awsError({ kind: 'denied', operation: 'registering acme-db', code: 'AccessDenied' });
  /** What the run throws: the same with the file. */
  const thrown = { data: { file: 'db.taskdef', code: 'AccessDenied' }, exitStatus: 3 };
  const registerDb: Step = { kind: 'register-task-definition', ...wantedTaskDefinition('db'), why: 'new' };
  const createDb: Step = {
    ...create,
    service: 'db',
    taskDefinition: { kind: 'registered-here', family: 'acme-db' },
  };
  const plan = planOf([registerDb, register, createDb, create], ['db', 'web']);

  /** Refuses the registration of some families. */
  function refusing(...families: string[]): FakeAws {
    const aws = fakeAws();
    const { register: take } = aws.taskDefinitions;
    return {
      ...aws,
      taskDefinitions: {
        ...aws.taskDefinitions,
        register: (content, tags) =>
          families.includes(content.family ?? '') ? Promise.reject(denied) : take(content, tags),
      },
    };
  }

  it('starts no other step, and lets those in flight end', async () => {
    const aws = refusing('acme-db');
    const events: Event[] = [];
    await expect(walk(applyPlan(contextOf(aws), plan, options), events)).rejects.toMatchObject(thrown);
    expect(aws.calls).toEqual(['register acme-web:1']);
    expect(events).toContainEqual({
      kind: 'step-failed',
      step: registerDb,
      error: expect.objectContaining({ exitStatus: 3 }),
    });
  });

  it('stops only what depends on it with -k, and is the error of the run', async () => {
    const aws = refusing('acme-db');
    const events: Event[] = [];
    const walking = walk(applyPlan(contextOf(aws), plan, { ...options, keepGoing: true }), events);
    await expect(walking).rejects.toMatchObject(thrown);
    expect(aws.calls).toEqual(['register acme-web:1', 'create web acme-web:1']);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'service', service: 'web', steady: true }));
  });

  it('is listed with the others, and the worst one sets the exit status', async () => {
    const aws = refusing('acme-db', 'acme-web');
    const error = await apply(aws, plan, {}, { keepGoing: true }).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(SeveralErrors);
    expect(error).toMatchObject({
      message: '2 steps failed; 2 steps not started because of them',
      errors: [thrown, { data: { code: 'AccessDenied' } }],
      exitStatus: 3,
    });
  });
});

describe('an interruption', () => {
  const stack = wantedStack();
  const createStack: Step = { kind: 'create-stack', stack, changes: [], why: 'new' };

  it('starts no other step, lets those in flight end, and reports both', async () => {
    const interruption = new AbortController();
    const { aws, finish } = held();
    const { signal } = interruption;
    const events: Event[] = [];
    const walking = walk(applyPlan(contextOf(aws, { signal }), planOf([register, create]), options), events);
    walking.catch(() => {});
    await until('the registration is under way', () => events.length > 0);
    interruption.abort(new InterruptedError());
    await until('it is told', () => events.length > 1);
    finish();
    await expect(walking).rejects.toMatchObject({
      exitStatus: 130,
      hint: 'Run the same command again: it does the step that is left.',
    });
    expect(aws.calls).toEqual(['register acme-web:1']);
    expect(events.map(({ kind }) => kind)).toEqual(['step-started', 'interrupted', 'step-done']);
    expect(events[1]).toEqual({ kind: 'interrupted', inFlight: [register], left: 1 });
  });

  it('says that CloudFormation continues with the stack', async () => {
    const interruption = new AbortController();
    const clock = fakeClock(() => interruption.abort(new InterruptedError()));
    const aws = fakeAws({ stackLooks: [[{ status: 'CREATE_IN_PROGRESS' }]] });
    const walking = apply(aws, planOf([createStack]), { clock, signal: interruption.signal });
    await expect(walking).rejects.toMatchObject({
      exitStatus: 130,
      hint: expect.stringContaining('CloudFormation continues with the stack. Run the same command again'),
    });
  });

  it('ends the wait for services, and says that ECS continues with them', async () => {
    const interruption = new AbortController();
    const clock = fakeClock(() => interruption.abort(new InterruptedError()));
    const aws = fakeAws({ onServiceLook: (service) => ({ ...service, runningCount: 0 }) });
    const walking = apply(aws, planOf([register, create], ['web']), { clock, signal: interruption.signal });
    await expect(walking).rejects.toMatchObject({
      message: 'interrupted while waiting for web',
      hint: expect.stringContaining('ECS continues with them'),
    });
  });

  /** An AWS that answers a registration when it is told to. */
  function held() {
    const aws = fakeAws();
    const { register: take } = aws.taskDefinitions;
    let finish = () => {};
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const taskDefinitions = {
      ...aws.taskDefinitions,
      register: async (...given: Parameters<typeof take>) => {
        await mayFinish;
        return take(...given);
      },
    };
    return { aws: { ...aws, taskDefinitions }, finish: () => finish() };
  }
});

describe('destroying', () => {
  const everything = () =>
    fakeAws({
      stack: currentStack(),
      stackLooks: [[{ status: 'DELETE_IN_PROGRESS' }, undefined]],
      services: [currentService('web')],
      tasks: [
        { arn: 'task-1', service: undefined },
        { arn: 'task-2', service: 'web' },
      ],
      group: { name: 'nodes', instances: 2 },
      containerInstances: ['instance-1'],
      fileSystems: [{ id: 'fs-1', bytes: 0, kept: false, toBeDeleted: false, tags: {}, mountTargets: 2 }],
    });
  const remains = {
    prefix: 'acme',
    cluster: 'acme-cluster',
    stack: currentStack(),
    services: ['web'],
    draining: [],
    otherFileSystems: [],
    tasks: ['task-1'],
    stopping: 0,
    group: { name: 'nodes', instances: 2 },
    containerInstances: 1,
    fileSystems: [{ id: 'fs-1', bytes: 0, kept: false, toBeDeleted: false, foreignMountTargets: 0 }],
    taskDefinitions: [
      { family: 'acme-web', revision: 1 },
      { family: 'acme-web', revision: 3 },
    ],
  };
  const before = ['delete web', 'stop task-1', 'scale-to-zero nodes', 'deregister-instance instance-1'];
  const after = ['deregister acme-web:1', 'deregister acme-web:3'];

  it('deletes everything in order, the data once nothing mounts it', async () => {
    const aws = everything();
    await apply(aws, planDestroy(remains, { keepData: false }));
    expect(aws.calls).toEqual([
      ...before.slice(0, 2),
      'tag fs-1',
      ...before.slice(2),
      'delete-stack stack-id',
      'delete fs-1',
      ...after,
    ]);
    expect(Object.fromEntries(aws.tagged)).toEqual({ 'fs-1': { 'ecs-efs:delete': 'acme' } });
  });

  it('tags the data and keeps it with --keep-data', async () => {
    const aws = everything();
    await apply(aws, planDestroy(remains, { keepData: true }));
    expect(aws.calls).toEqual([
      ...before.slice(0, 2),
      'tag fs-1',
      ...before.slice(2),
      'delete-stack stack-id',
      ...after,
    ]);
    expect(Object.fromEntries(aws.tagged)).toEqual({ 'fs-1': { 'ecs-efs:kept': 'acme' } });
  });

  it('deletes the group with instances that do not terminate by themselves', async () => {
    const aws = fakeAws({ group: { name: 'nodes', instances: 1, stubborn: true } });
    const clock = fakeClock();
    await apply(aws, planOf([{ kind: 'remove-instances', group: 'nodes', instances: 1, why: 'x' }]), {
      clock,
    });
    expect(aws.calls).toEqual(['scale-to-zero nodes', 'delete-group nodes']);
    expect(Math.round(clock.now() / 60_000)).toBe(10);
  });
});
