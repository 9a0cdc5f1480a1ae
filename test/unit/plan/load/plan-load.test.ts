import { describe, expect, it } from 'vitest';
import type { Current, Wanted } from '../../../../src/domain/folder.ts';
import type { Step } from '../../../../src/domain/plan.ts';
import type { CurrentService, WantedService } from '../../../../src/domain/service.ts';
import { serviceTags } from '../../../../src/domain/tags.ts';
import type { JsonObject } from '../../../../src/lib/json.ts';
import { planLoad } from '../../../../src/plan/load/plan-load.ts';
import { currentService, deployment } from '../../../support/fake-aws.ts';
import { current, registered, wanted, wantedService, wantedTaskDefinition } from '../builders.ts';

const plan = (want: Wanted, present: Current, alwaysMake = false) => planLoad(want, present, { alwaysMake });
const web = wantedTaskDefinition('web');

/** `DO NAME: WHY` of each step. */
function described(steps: readonly Step[]): string[] {
  return steps.map((step) => {
    const name = 'service' in step ? step.service : 'family' in step ? step.family : '';
    return `${step.kind} ${name}: ${step.why}`;
  });
}

describe('a task definition', () => {
  const other = wantedTaskDefinition('web', 'nginx:2');
  const { digest } = web;
  const recorded = (of: string): Current => ({
    ...current(),
    taskDefinitions: new Map([
      ['acme-web', { kind: 'recorded', revision: { family: 'acme-web', revision: 4, digest: of } }],
    ]),
  });

  it.each<[string, Current, string[]]>([
    ['is registered if there is none', current(), ['register-task-definition acme-web: new']],
    ['is left alone if it is there', current([], [registered(web)]), []],
    [
      'is left alone if it is there in other words',
      current([], [registered(web, { content: { ...web.content, networkMode: 'bridge', volumes: [] } })]),
      [],
    ],
    [
      'is registered if the image differs',
      current([], [registered(other, { revision: 7 })]),
      ['register-task-definition acme-web: differs from acme-web:7: containerDefinitions[web].image'],
    ],
    [
      'is registered if a tag of the user differs',
      current([], [registered(web, { tags: { team: 'a' } })]),
      ['register-task-definition acme-web: differs from acme-web:1: tags'],
    ],
    ['is left alone if a service records it', recorded(digest), []],
    [
      'is registered if a service records another',
      recorded('0'.repeat(32)),
      ['register-task-definition acme-web: changed'],
    ],
  ])('%s', (_, present, expected) => {
    expect(described(plan(wanted([web]), present).steps)).toEqual(expected);
  });

  it('is registered with what its file says', () => {
    expect(plan(wanted([web]), current()).steps).toEqual([
      {
        kind: 'register-task-definition',
        file: 'web.taskdef',
        family: 'acme-web',
        content: web.content,
        why: 'new',
      },
    ]);
  });
});

describe('a service', () => {
  const tags = serviceTags('acme', '0'.repeat(32), undefined);
  const tagged = (service: WantedService): CurrentService['tags'] => {
    const [step] = plan(wanted([web], [service]), current([], [registered(web)])).steps;
    return step?.kind === 'create-service' ? serviceTags('acme', step.digests.service, undefined) : {};
  };
  const stale = serviceTags('acme', '', { family: 'acme-web', revision: 1, digest: 'f'.repeat(32) });
  const handChanged = {
    taskDefinition: { family: 'acme-web', revision: 2 },
    tags: serviceTags('acme', '0'.repeat(32), {
      family: 'acme-web',
      revision: 1,
      digest: web.digest,
    }),
  };
  const strategy = (field: string): JsonObject => ({ placementStrategy: [{ type: 'spread', field }] });
  const limits = { deploymentConfiguration: { maximumPercent: 200 } };

  it.each<[string, Partial<WantedService>, Partial<CurrentService> | undefined, string[]]>([
    ['is created if there is none', {}, undefined, ['create-service web: new']],
    ['is created if there was one', {}, { status: 'INACTIVE' }, ['create-service web: new']],
    [
      'is created after one that is being deleted',
      {},
      { status: 'DRAINING' },
      ['create-service web: new, once the one that is being deleted is gone'],
    ],
    ['is left alone if it runs what it should', {}, {}, []],
    [
      'is given its revision back',
      {},
      handChanged,
      ['update-service web: runs acme-web:2 instead of acme-web:1, changed by hand'],
    ],
    [
      'is given the revision that is there',
      {},
      { taskDefinition: { family: 'old', revision: 9 } },
      ['update-service web: runs old:9 instead of acme-web:1'],
    ],
    ['keeps a count that its file leaves open', {}, { desiredCount: 5, runningCount: 5 }, []],
    [
      'is given the count of its file',
      { desiredCount: 2 },
      { desiredCount: 5 },
      ['update-service web: desiredCount is 5 instead of 2'],
    ],
    ['is left alone with the count of its file', { desiredCount: 5 }, { desiredCount: 5 }, []],
    [
      'is stopped if its file says so',
      { desiredCount: 0 },
      { desiredCount: 5 },
      ['update-service web: desiredCount is 5 instead of 0'],
    ],
    [
      'is updated where AWS says something else',
      { content: strategy('a') },
      { content: strategy('b') },
      ['update-service web: differs in placementStrategy'],
    ],
    [
      'is left alone where AWS says more',
      { content: limits },
      { content: { deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 } } },
      [],
    ],
    ['is left alone where AWS says nothing', { content: limits }, { content: {} }, []],
    [
      'is left alone where its file switches off what is not on',
      { content: { enableExecuteCommand: false } },
      { content: {} },
      [],
    ],
    ['is updated if its file changed', {}, { tags }, ['update-service web: its file changed']],
    [
      'is tagged with what it runs, if an earlier run was killed before that',
      {},
      { tags: { ...stale, ...tagged(wantedService('web')) } },
      ['update-service web: an earlier run ended before it recorded what it did'],
    ],
    [
      'is left alone if its file did not',
      { content: limits },
      { tags: tagged(wantedService('web', { content: limits })) },
      [],
    ],
    ['is left alone if it was made by other means', {}, { tags: {} }, []],
    [
      'is updated for two reasons at once',
      { desiredCount: 2, content: strategy('a') },
      { content: strategy('b') },
      ['update-service web: desiredCount is 1 instead of 2; differs in placementStrategy'],
    ],
  ])('%s', (_, overrides, present, expected) => {
    const services = present ? [currentService('web', present)] : [];
    const { steps } = plan(
      wanted([web], [wantedService('web', overrides)]),
      current(services, [registered(web)]),
    );
    expect(described(steps)).toEqual(expected);
  });

  it.each<[string, Partial<WantedService>, object]>([
    ['with one task if its file leaves the count open', {}, { desiredCount: 1 }],
    ['with the count of its file', { desiredCount: 3 }, { desiredCount: 3 }],
    ['with no tasks if its file says so', { desiredCount: 0 }, { desiredCount: 0 }],
    [
      'without a count if every node gets one',
      { content: { schedulingStrategy: 'DAEMON' } },
      { content: { schedulingStrategy: 'DAEMON' }, desiredCount: undefined },
    ],
    [
      'with all that its file says',
      { content: { launchType: 'EC2', ...limits } },
      { content: { launchType: 'EC2', ...limits }, desiredCount: 1 },
    ],
  ])('is created %s', (_, overrides, expected) => {
    const { steps } = plan(wanted([web], [wantedService('web', overrides)]), current([], [registered(web)]));
    expect(steps).toMatchObject([
      {
        kind: 'create-service',
        ...expected,
        taskDefinition: { kind: 'known', revision: { family: 'acme-web', revision: 1 } },
      },
    ]);
  });

  it('is updated with what UpdateService accepts, and lists that its file no longer has are emptied', () => {
    const content: WantedService['content'] = {
      launchType: 'EC2',
      role: 'r',
      ...limits,
      tags: [{ key: 'team', value: 'a' }],
    };
    const present = currentService('web', { tags, content: { ...strategy('a'), loadBalancers: [] } });
    const { steps } = plan(
      wanted([web], [wantedService('web', { content, desiredCount: 2 })]),
      current([present], [registered(web)]),
    );
    expect(steps).toMatchObject([{ tags: { team: 'a' } }]);
    expect(steps.map((step) => 'update' in step && step.update)).toEqual([
      { placementStrategy: [], ...limits, desiredCount: 2 },
    ]);
  });

  it('runs the revision that the same plan registers', () => {
    const { steps } = plan(wanted([web], [wantedService('web')]), current([currentService('web')]));
    expect(described(steps)).toEqual([
      'register-task-definition acme-web: new',
      'update-service web: its task definition changes',
    ]);
    expect(steps[1]).toMatchObject({ taskDefinition: { kind: 'registered-here', family: 'acme-web' } });
  });

  it('may run a task definition that is not in the folder, by the better name first', () => {
    const service = wantedService('web', { taskDefinition: { kind: 'elsewhere', names: ['acme-db', 'db'] } });
    const revision = { family: 'db', revision: 8 };
    for (const found of [{ db: revision }, { 'acme-db': revision, db: { family: 'no', revision: 1 } }]) {
      expect(plan(wanted([], [service]), current([], [], found)).steps).toMatchObject([
        {
          kind: 'create-service',
          taskDefinition: { kind: 'known', revision },
          digests: { taskDefinition: undefined },
        },
      ]);
    }
  });
});

describe('a plan is refused', () => {
  it('if a service names a task definition that does not exist', () => {
    const service = wantedService('web', { taskDefinition: { kind: 'elsewhere', names: ['acme-db', 'db'] } });
    expect(() => plan(wanted([], [service]), current())).toThrow(
      "web.service:1:1: there is no .taskdef file and no active task definition called 'acme-db' or 'db'",
    );
  });

  it.each(['launchType', 'schedulingStrategy'])(
    'where a running service would need another %s',
    (attribute) => {
      const service = wantedService('web', { content: { [attribute]: 'A' } });
      const present = currentService('web', { content: { [attribute]: 'B' } });
      expect(() => plan(wanted([web], [service]), current([present], [registered(web)]), true)).toThrow(
        `web.service: ${attribute} of the running service 'web' cannot be changed`,
      );
    },
  );

  it('for all its services at once', () => {
    const services = ['a', 'b'].map((name) =>
      wantedService(name, { taskDefinition: { kind: 'elsewhere', names: ['x'] } }),
    );
    expect(() => plan(wanted([], services), current())).toThrow(/^a\.service:.*\nb\.service:.*$/);
  });
});

describe('with -B', () => {
  it('everything is registered and updated', () => {
    const { steps } = plan(
      wanted([web], [wantedService('web')]),
      current([currentService('web')], [registered(web)]),
      true,
    );
    expect(described(steps)).toEqual([
      'register-task-definition acme-web: always (-B)',
      'update-service web: always (-B)',
    ]);
  });
});

describe('a plan waits for', () => {
  const inProgress = [deployment({ family: 'acme-web', revision: 1 }, { rolloutState: 'IN_PROGRESS' })];

  it.each<[string, Partial<CurrentService> | undefined, Partial<WantedService>, string[]]>([
    ['a service that it creates', undefined, {}, ['web']],
    ['a service that it updates', {}, { desiredCount: 2 }, ['web']],
    ['no service that is steady', {}, {}, []],
    ['a service of which a task is missing', { runningCount: 0 }, {}, ['web']],
    ['a service with a task in preparation', { pendingCount: 1 }, {}, ['web']],
    ['a service that is being deployed', { deployments: inProgress }, {}, ['web']],
  ])('%s', (_, present, overrides, expected) => {
    const services = present ? [currentService('web', present)] : [];
    const want = wanted([web], [wantedService('web', overrides)]);
    expect(plan(want, current(services, [registered(web)])).awaited).toEqual(expected);
  });
});

it('a plan registers before it creates, and keeps the order of the files', () => {
  const names = ['a', 'b'];
  const { steps } = plan(
    wanted(
      names.map((name) => wantedTaskDefinition(name)),
      names.map((name) => wantedService(name)),
    ),
    current(),
  );
  expect(described(steps)).toEqual([
    'register-task-definition acme-a: new',
    'register-task-definition acme-b: new',
    'create-service a: new',
    'create-service b: new',
  ]);
});
