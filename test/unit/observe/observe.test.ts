import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RevisionId } from '../../../src/domain/revision.ts';
import { serviceTags } from '../../../src/domain/tags.ts';
import { shippedPath } from '../../../src/lib/package-files.ts';
import { daemons, observeFolder } from '../../../src/observe/folder.ts';
import { observeInventory } from '../../../src/observe/inventory.ts';
import { observeStack } from '../../../src/observe/stack.ts';
import { planDestroy } from '../../../src/plan/plan-destroy.ts';
import { currentService, currentStack, fakeAws, type FakeState } from '../../support/fake-aws.ts';
import { registered, wanted, wantedService, wantedTaskDefinition } from '../plan/builders.ts';

const shippedTemplate = readFileSync(shippedPath('ecs-cluster.cf.yaml'), 'utf8');
const web = wantedTaskDefinition('web');
const { digest } = web;
const revision = (number: number) => ({ family: 'acme-web', revision: number });

describe('the revision of a family is', () => {
  const revisions = [registered(web), registered(web, { revision: 2 })];
  const recorded = (number: number, of = digest) =>
    serviceTags('acme', 'a', { ...revision(number), digest: of });
  const look = async (state: FakeState) => {
    const seen = await observeFolder(fakeAws(state), wanted([web], [wantedService('web')]), {
      clusterExists: true,
    });
    return seen.taskDefinitions.get('acme-web')?.revision;
  };

  it.each<[string, FakeState, object | undefined]>([
    ['the newest revision', { taskDefinitions: revisions }, { revision: 2 }],
    ['none that is not active', { taskDefinitions: [registered(web, { active: false })] }, undefined],
    [
      'the revision that a service runs and records, without reading it',
      { taskDefinitions: revisions, services: [currentService('web', { tags: recorded(1) })] },
      { ...revision(1), digest },
    ],
    [
      'the newest that is left, if the one that a service records was deregistered',
      {
        taskDefinitions: [registered(web), registered(web, { revision: 2, active: false })],
        services: [currentService('web', { tags: recorded(2), taskDefinition: revision(2) })],
      },
      { ...revision(1), active: true },
    ],
    [
      'none, if the only one was deregistered',
      {
        taskDefinitions: [registered(web, { active: false })],
        services: [currentService('web', { tags: recorded(1) })],
      },
      undefined,
    ],
    [
      'the newest, if the service records other content',
      {
        taskDefinitions: revisions,
        services: [currentService('web', { tags: recorded(1, 'f'.repeat(32)) })],
      },
      { revision: 2 },
    ],
    [
      'the revision before a change by hand',
      {
        taskDefinitions: revisions,
        services: [currentService('web', { tags: recorded(1), taskDefinition: revision(2) })],
      },
      { revision: 1 },
    ],
    [
      'the newest, if the service that records another is being deleted',
      {
        taskDefinitions: revisions,
        services: [currentService('web', { status: 'DRAINING', tags: recorded(1) })],
      },
      { revision: 2 },
    ],
  ])('%s', async (_, state, expected) => {
    const found = await look(state);
    if (expected) expect(found).toMatchObject(expected);
    else expect(found).toBeUndefined();
  });
});

it('a service that moves on to another family no longer records the family that it left', async () => {
  const tags = serviceTags('acme', 'a', { ...revision(1), digest });
  const aws = fakeAws({
    taskDefinitions: [registered(web), registered(web, { revision: 2 })],
    services: [currentService('web', { tags })],
  });
  const moved = wantedService('web', { taskDefinition: { kind: 'of-folder', family: 'acme-api' } });
  const seen = await observeFolder(aws, wanted([web, wantedTaskDefinition('api')], [moved]), {
    clusterExists: true,
  });
  expect(seen.taskDefinitions.get('acme-web')?.revision).toMatchObject({ revision: 2 });
});

describe('of many families', () => {
  const many = Array.from({ length: 30 }, (_, index) => wantedTaskDefinition(`app-${index}`));
  /** Notes what is asked about task definitions. */
  function asked(aws: ReturnType<typeof fakeAws>) {
    const questions: string[] = [];
    const { describe: look, listFamilies } = aws.taskDefinitions;
    const taskDefinitions = {
      ...aws.taskDefinitions,
      describe(name: string) {
        questions.push(`describe ${name}`);
        return look(name);
      },
      listFamilies(beginning: string) {
        questions.push(`list ${beginning}`);
        return listFamilies(beginning);
      },
    };
    return { aws: { ...aws, taskDefinitions }, questions };
  }

  it('one list shows which exist, and only those are described', async () => {
    const { aws, questions } = asked(
      fakeAws({ taskDefinitions: many.slice(3, 5).map((each) => registered(each)) }),
    );
    const { taskDefinitions } = await observeFolder(aws, wanted(many, []), { clusterExists: true });
    expect([...taskDefinitions.keys()]).toEqual(['acme-app-3', 'acme-app-4']);
    expect(questions).toEqual(['list acme-app-', 'describe acme-app-3', 'describe acme-app-4']);
  });

  it('each is described if their names have no common prefix', async () => {
    const { aws, questions } = asked(fakeAws());
    const stranger = { ...web, family: 'other' };
    await observeFolder(aws, wanted([...many, stranger], []), { clusterExists: true });
    expect(questions).toHaveLength(31);
  });
});

describe('of many services that run what their tags record', () => {
  const many = Array.from({ length: 30 }, (_, index) => wantedTaskDefinition(`app-${index}`));
  const services = many.map((definition, index) => {
    const first = { family: definition.family, revision: 1 };
    const tags = serviceTags('acme', 'a', { ...first, digest: definition.digest });
    return currentService(`app-${index}`, { tags, taskDefinition: first });
  });
  const want = wanted(
    many,
    many.map((_, index) => wantedService(`app-${index}`)),
  );
  /** An AWS whose list of active revisions comes in these pages, and what is asked of it beside the list. */
  function inPages(pages: readonly RevisionId[][]) {
    const aws = fakeAws({ services, taskDefinitions: many.map((each) => registered(each)) });
    const asked: string[] = [];
    const describeOne = aws.taskDefinitions.describe;
    const taskDefinitions = {
      ...aws.taskDefinitions,
      async *activeRevisions() {
        for (const [number, page] of pages.entries()) {
          asked.push(`page ${number + 1}`);
          yield page;
        }
      },
      describe(name: string) {
        asked.push(`describe ${name}`);
        return describeOne(name);
      },
    };
    return { aws: { ...aws, taskDefinitions }, asked };
  }
  const first = (definitions: typeof many) => definitions.map(({ family }) => ({ family, revision: 1 }));
  const strangers = Array.from({ length: 100 }, (_, index) => ({ family: 'other', revision: index }));

  it('a list shows that they are still active, and is read no further', async () => {
    const { aws, asked } = inPages([first(many), strangers]);
    expect((await observeFolder(aws, want, { clusterExists: true })).taskDefinitions.size).toBe(30);
    expect(asked).toEqual(['page 1']);
  });

  it('those that a short list lacks are described', async () => {
    const { aws, asked } = inPages([first(many.slice(1))]);
    expect((await observeFolder(aws, want, { clusterExists: true })).taskDefinitions.size).toBe(30);
    expect(asked).toEqual(['page 1', 'describe acme-app-0:1']);
  });

  it('each is described if the list of the region is long', async () => {
    const { aws, asked } = inPages([strangers, strangers, strangers, strangers, first(many)]);
    expect((await observeFolder(aws, want, { clusterExists: true })).taskDefinitions.size).toBe(30);
    expect(asked.filter((question) => question.startsWith('page'))).toHaveLength(3);
    expect(asked).toHaveLength(3 + 30);
  });
});

describe('the services whose files are gone', () => {
  const old = currentService('old', { tags: serviceTags('acme', 'a', undefined) });
  const look = (services: FakeState['services'] = []) => {
    const aws = fakeAws({ services: [currentService('web'), ...services] });
    let lists = 0;
    const { list } = aws.services;
    const listing = (cluster: string) => {
      lists += 1;
      return list(cluster);
    };
    const counted = { ...aws, services: { ...aws.services, list: listing } };
    return observeFolder(counted, wanted([], [wantedService('web')]), { clusterExists: true }).then(
      ({ orphans }) => ({
        orphans,
        lists,
      }),
    );
  };

  it('are not listed if the number of services shows that there are none', async () => {
    expect(await look()).toEqual({ orphans: [], lists: 0 });
  });

  it('are always listed for --prune, since a missing daemon makes the number misleading', async () => {
    const aws = fakeAws({ services: [currentService('web'), old] });
    const clusters = { ...aws.clusters, describe: async () => ({ activeServices: 3, hasInstances: true }) };
    const want = wanted([], [wantedService('web')]);
    const options = { clusterExists: true, prune: true };
    expect((await observeFolder({ ...aws, clusters }, want, options)).orphans).toEqual(['old']);
  });

  it('are those that this prefix loaded', async () => {
    expect(await look([old, currentService('by-hand')])).toEqual({ orphans: ['old'], lists: 1 });
  });
});

it('the names of the daemons are those of the template', () => {
  const names = [...shippedTemplate.matchAll(/ServiceName: (\S+)/g)].map(([, name]) => name);
  expect(names).toEqual(daemons);
});

it('services are not read before the cluster exists', async () => {
  const aws = fakeAws({ services: [currentService('web')] });
  expect(
    (await observeFolder(aws, wanted([], [wantedService('web')]), { clusterExists: false })).services.size,
  ).toBe(0);
});

it('a revision that is looked up is found by that name, if it is active', async () => {
  const aws = fakeAws({
    taskDefinitions: [registered(web), registered(web, { revision: 2, active: false })],
  });
  const service = wantedService('a', {
    taskDefinition: { kind: 'elsewhere', names: ['acme-web', 'web', 'acme-web:2'] },
  });
  const { lookedUp } = await observeFolder(aws, wanted([], [service]), { clusterExists: true });
  expect(Object.fromEntries(lookedUp)).toEqual({ 'acme-web': revision(1) });
});

it('a template that is not needed cannot fail a run, and one that is needed can', async () => {
  const look = (stack: FakeState['stack']) => {
    const { stacks, ...aws } = fakeAws({ ...(stack && { stack }) });
    const templateBody = () => Promise.reject(new Error('no template'));
    return observeStack({ ...aws, stacks: { ...stacks, templateBody } }, 'x', true);
  };
  expect(await look(undefined)).toMatchObject({ stack: undefined, templateBody: undefined });
  expect(await look(currentStack({ status: 'UPDATE_IN_PROGRESS' }))).toMatchObject({
    templateBody: undefined,
  });
  await expect(look(currentStack())).rejects.toThrow('no template');
});

it('the template of a stack is not read while the stack changes', async () => {
  const templateBody = 'Resources: {}';
  const look = (stack: FakeState['stack']) =>
    observeStack(fakeAws({ ...(stack && { stack }), templateBody }), 'x', true);
  expect(await look(currentStack())).toMatchObject({ templateBody });
  expect(await look(currentStack({ status: 'UPDATE_IN_PROGRESS' }))).toMatchObject({
    templateBody: undefined,
  });
  expect(await look(undefined)).toMatchObject({ stack: undefined, templateBody: undefined });
});

describe('the inventory of a prefix', () => {
  const names = { prefix: 'acme', cluster: 'acme-cluster', stack: 'acme-ecs-cluster', taskPrefix: 'acme-' };
  const fileSystem = (id: string, stack = 'acme-ecs-cluster') => ({
    id,
    bytes: 0,
    kept: false,
    toBeDeleted: false,
    tags: { 'ecs-efs:stack': stack },
  });
  const remains = (state: FakeState) => observeInventory(fakeAws(state), names);

  it('is empty if nothing exists', async () => {
    expect(planDestroy(await remains({}), { keepData: false }).steps).toEqual([]);
  });

  it('holds all services, those of the stack too', async () => {
    const state = {
      stack: currentStack(),
      services: ['web', 'proxy', 'api'].map((name) => currentService(name)),
    };
    expect((await remains(state)).services).toEqual(['api', 'proxy', 'web']);
  });

  it('holds tasks that no service started', async () => {
    const tasks = [
      { arn: 'a', service: 'web' },
      { arn: 'b', service: undefined },
    ];
    expect((await remains({ tasks })).tasks).toEqual(['b']);
  });

  it('holds services that the list lacks because they are being deleted, as long as they have tasks', async () => {
    const state: FakeState = {
      services: [currentService('web')],
      tasks: [
        { arn: 'a', service: 'web' },
        { arn: 'b', service: 'db' },
      ],
      stopping: [{ arn: 'c', service: 'cache' }],
      stoppingLooks: 1,
    };
    expect(await remains(state)).toMatchObject({ draining: ['cache', 'db'], stopping: 1 });
  });

  const created = [
    { logicalId: 'FileSystem', physicalId: 'fs-1', type: 'AWS::EFS::FileSystem' },
    { logicalId: 'TargetA', physicalId: 'fsmt-1', type: 'AWS::EFS::MountTarget' },
  ];
  const ids = (fileSystems: readonly { readonly id: string }[]) => fileSystems.map(({ id }) => id);

  it('holds the file system that its stack created, not one of another stack or an earlier one', async () => {
    const fileSystems = [
      fileSystem('fs-1'),
      fileSystem('fs-2', 'beta-ecs-cluster'),
      fileSystem('fs-3'),
      { ...fileSystem('fs-4'), kept: true },
    ];
    const seen = await remains({ stack: currentStack(), resources: created, fileSystems });
    expect(ids(seen.fileSystems)).toEqual(['fs-1']);
    expect(ids(seen.otherFileSystems)).toEqual(['fs-3']);
  });

  it('holds a file system that an interrupted run tagged before it deleted the stack', async () => {
    const fileSystems = [{ ...fileSystem('fs-1'), toBeDeleted: true }, fileSystem('fs-2')];
    expect(ids((await remains({ fileSystems })).fileSystems)).toEqual(['fs-1']);
  });

  it('counts the mount targets of its file system that another cluster has', async () => {
    const fileSystems = [{ ...fileSystem('fs-1'), mountTargets: 3 }];
    const seen = await remains({ stack: currentStack(), resources: created, fileSystems });
    expect(seen.fileSystems).toMatchObject([{ foreignMountTargets: 2 }]);
  });

  it('never holds a file system that its stack only adopted', async () => {
    const stack = currentStack({ parameters: { FileSystemId: 'fs-1' } });
    const seen = await remains({ stack, fileSystems: [fileSystem('fs-1')] });
    expect(planDestroy(seen, { keepData: false }).steps.map((step) => step.kind)).toEqual(['delete-stack']);
  });

  it('holds the active revisions of its families, not those of a prefix with the same beginning', async () => {
    const beta = { tags: { 'ecs-efs:prefix': 'acme-beta' } };
    const taskDefinitions = [
      registered(web),
      registered(web, { revision: 2 }),
      registered(web, { revision: 3, active: false }),
      registered(wantedTaskDefinition('beta-web'), beta),
      registered(wantedTaskDefinition('by-hand'), { tags: {} }),
    ];
    // The newest active revision says whose the family is.
    expect((await remains({ taskDefinitions })).taskDefinitions).toEqual([revision(1), revision(2)]);
  });
});
