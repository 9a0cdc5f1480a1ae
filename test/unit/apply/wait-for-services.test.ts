import { describe, expect, it } from 'vitest';
import { waitForServices } from '../../../src/apply/wait-for-services.ts';
import { waitForTasks, waitUntilDeleted, waitUntilDrained } from '../../../src/apply/wait-until-gone.ts';
import type { CurrentService } from '../../../src/domain/service.ts';
import { DeploymentError } from '../../../src/errors.ts';
import { currentService, deployment, fakeAws, type FakeState } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { walk, contextOf } from './walk.ts';

const revision = (number: number) => ({ family: 'acme-web', revision: number });
const expected = new Map([['web', revision(2)]]);
const wait = (
  state: FakeState,
  targets: ReadonlyMap<string, { family: string; revision: number }> = expected,
) => {
  const names = (state.services ?? []).map(({ name }) => name);
  return walk(waitForServices(contextOf(fakeAws(state)), { cluster: 'acme-cluster', names, targets }));
};
/** Shows a service in these states, one after the other. */
const inTurn = (...states: Partial<CurrentService>[]): FakeState => ({
  services: [currentService('web')],
  onServiceLook: (service, look) => ({ ...service, ...(states[look - 1] ?? states.at(-1)) }),
});
const rollout = (state: string, reason?: string) =>
  deployment(revision(2), { rolloutState: state, rolloutStateReason: reason });
const old = deployment(revision(1), { status: 'ACTIVE' });

describe('waiting for services', () => {
  it('ends when all are steady, and reports each change', async () => {
    const { events, result } = await wait(
      inTurn(
        { runningCount: 0, deployments: [rollout('IN_PROGRESS'), old] },
        { runningCount: 0, deployments: [rollout('IN_PROGRESS'), old] },
        { runningCount: 0, pendingCount: 1, deployments: [rollout('IN_PROGRESS'), old] },
        { runningCount: 1, deployments: [rollout('IN_PROGRESS')] },
        { runningCount: 1, deployments: [rollout('COMPLETED')] },
      ),
    );
    expect(events).toMatchObject([
      { kind: 'service', service: 'web', running: 0, pending: 0, rollout: 'IN_PROGRESS', steady: false },
      { running: 0, pending: 1, steady: false },
      { running: 1, pending: 0, steady: false },
      { running: 1, rollout: 'COMPLETED', steady: true },
    ]);
    expect(result.map(({ name, runningCount }) => [name, runningCount])).toEqual([['web', 1]]);
  });

  it('waits for all services together', async () => {
    const { result } = await wait(
      {
        services: [currentService('a'), currentService('b', { desiredCount: 2, runningCount: 0 })],
      },
      new Map(),
    );
    expect(result.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each<[string, Partial<CurrentService>, string]>([
    [
      'its deployment failed',
      { deployments: [rollout('FAILED', 'tasks failed to start.')] },
      'the deployment of web with acme-web:2 failed: tasks failed to start.',
    ],
    [
      'its deployment failed and the old one is back',
      {
        deployments: [deployment(revision(1)), { ...rollout('FAILED', 'circuit breaker'), status: 'ACTIVE' }],
      },
      'the deployment of web with acme-web:2 failed, and ECS went back to acme-web:1: circuit breaker',
    ],
    [
      'it was rolled back',
      { deployments: [deployment(revision(1), { rolloutState: 'IN_PROGRESS' })] },
      'web runs acme-web:1, not acme-web:2: the deployment was rolled back, or another one replaced it',
    ],
    [
      'another run deploys something else',
      { deployments: [deployment(revision(3)), { ...rollout('IN_PROGRESS'), status: 'ACTIVE' }] },
      'web runs acme-web:3, not acme-web:2: another deployment replaced it',
    ],
    [
      'somebody deletes it',
      { status: 'DRAINING' },
      'the service web is DRAINING: it was deleted during the run',
    ],
  ])('fails as soon as %s', async (_, state, message) => {
    const waiting = wait(inTurn({ runningCount: 0, deployments: [rollout('IN_PROGRESS')] }, state));
    await expect(waiting).rejects.toThrow(DeploymentError);
    await expect(waiting).rejects.toMatchObject({ exitStatus: 4, message: expect.stringContaining(message) });
  });

  it('continues while ECS does not show a service yet', async () => {
    const aws = fakeAws({ services: [currentService('a'), currentService('b')] });
    const { describe: look } = aws.services;
    let looks = 0;
    aws.services.describe = (cluster, names) => {
      looks += 1;
      return look(cluster, looks < 3 ? names.slice(0, 1) : names);
    };
    const { result } = await walk(
      waitForServices(contextOf(aws), { cluster: 'acme-cluster', names: ['a', 'b'], targets: new Map() }),
    );
    expect([looks, result.map(({ name }) => name)]).toEqual([3, ['a', 'b']]);
  });

  it('says at a time-out how many tasks of each service run', async () => {
    const state = inTurn({ desiredCount: 3, runningCount: 1, deployments: [rollout('IN_PROGRESS')] });
    await expect(wait(state)).rejects.toMatchObject({
      exitStatus: 5,
      message: 'not finished after 30 minutes: service web (1 of 3 running)',
    });
  });

  it('fails at once if an earlier run left a deployment that failed', async () => {
    const state = inTurn({ runningCount: 0, deployments: [rollout('FAILED', 'tasks failed to start.')] });
    await expect(wait(state, new Map())).rejects.toMatchObject({ exitStatus: 4 });
  });

  it('accepts any revision of a service that this run did not change', async () => {
    const state = inTurn({ taskDefinition: revision(9), deployments: [deployment(revision(9))] });
    expect((await wait(state, new Map())).result).toHaveLength(1);
  });
});

it('a service that is being deleted is waited for until its name is free', async () => {
  const aws = fakeAws({ services: [currentService('web', { status: 'DRAINING' })] });
  await walk(waitUntilDeleted(contextOf(aws), 'acme-cluster', ['web', 'never-there']));
  expect(await aws.services.describe('acme-cluster', ['web'])).toMatchObject([{ status: 'INACTIVE' }]);
});

it('the wait for tasks covers those of the deleted services, and those without a service', async () => {
  const aws = fakeAws({
    services: [currentService('web', { status: 'DRAINING' })],
    tasks: [{ arn: 'task-1', service: 'web' }],
  });
  await walk(waitForTasks(contextOf(aws), 'acme-cluster', ['web']));
  expect(await aws.tasks.running('acme-cluster')).toEqual([]);
});

it('the wait for tasks does not cover those of other services', async () => {
  const aws = fakeAws({ tasks: [{ arn: 'task-1', service: 'proxy' }] });
  aws.tasks.running = async () => [{ arn: 'task-1', service: 'proxy' }];
  await expect(walk(waitForTasks(contextOf(aws), 'acme-cluster', ['web']))).resolves.toMatchObject({
    events: [],
  });
});

describe('a task that ECS wants to stop', () => {
  const stopping = [{ arn: 'task-1', service: 'web' }];

  it.each([
    ['drained service', waitUntilDrained, { desiredCount: 0, runningCount: 0 }],
    ['deleted service', waitUntilDeleted, { status: 'INACTIVE' }],
    ['destroyed cluster', waitForTasks, { status: 'INACTIVE' }],
  ] as const)('of a %s is waited for until its containers have stopped', async (_, waitFor, overrides) => {
    const aws = fakeAws({ services: [currentService('web', overrides)], stopping, stoppingLooks: 3 });
    const clock = fakeClock();
    await walk(waitFor(contextOf(aws, { clock }), 'acme-cluster', ['web']));
    expect(clock.pauses).toHaveLength(3);
  });

  it.each([
    ['another service', stopping],
    ['no service', [{ arn: 'task-1', service: undefined }]],
  ])('of %s does not hold up the wait for a service', async (_, others) => {
    const aws = fakeAws({
      services: [currentService('db', { desiredCount: 0, runningCount: 0 })],
      stopping: others,
      stoppingLooks: 3,
    });
    const clock = fakeClock();
    await walk(waitUntilDrained(contextOf(aws, { clock }), 'acme-cluster', ['db']));
    expect(clock.pauses).toEqual([]);
  });
});
