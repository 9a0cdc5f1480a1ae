import { describe, expect, it } from 'vitest';
import { planCleanup, type OldRevisions } from '../../../src/plan/plan-cleanup.ts';
import { planDrain, planRemove, type ServiceTasks } from '../../../src/plan/plan-removal.ts';
import { currentService } from '../../support/fake-aws.ts';

const web = (...revisions: number[]) => revisions.map((revision) => ({ family: 'acme-web', revision }));
const db = (...revisions: number[]) => revisions.map((revision) => ({ family: 'acme-db', revision }));
const found = (overrides: Partial<OldRevisions>): OldRevisions => ({
  prefix: 'acme',
  cluster: 'acme-cluster',
  active: [],
  inactive: [],
  used: [],
  ...overrides,
});
const decide = (there: Partial<OldRevisions>, options = { keep: 3, delete: false }) =>
  planCleanup(found(there), options).steps.map((step) =>
    'revisions' in step ? `${step.kind.split('-')[0]} ${step.family} ${step.revisions.join(' ')}` : step.kind,
  );

describe('a clean-up', () => {
  it.each<[string, Partial<OldRevisions>, { keep: number; delete: boolean } | undefined, string[]]>([
    ['leaves three of each family', { active: [...web(1, 2, 3), ...db(7, 8, 9)] }, undefined, []],
    [
      'takes the oldest, whatever their order',
      { active: web(10, 9, 2, 1, 8) },
      undefined,
      ['deregister acme-web 1 2'],
    ],
    [
      'keeps what is used',
      { active: web(1, 2, 3, 4, 5), used: web(1) },
      undefined,
      ['deregister acme-web 2'],
    ],
    [
      'keeps the given number',
      { active: web(1, 2, 3) },
      { keep: 1, delete: false },
      ['deregister acme-web 1 2'],
    ],
    [
      'may keep only what is used',
      { active: web(1, 2), used: web(2) },
      { keep: 0, delete: false },
      ['deregister acme-web 1'],
    ],
    [
      'deletes with --delete what it deregisters and what was deregistered before, used ones aside',
      { active: web(3, 4), inactive: [...web(1, 2), ...db(1)], used: web(1) },
      { keep: 1, delete: true },
      ['deregister acme-web 3', 'delete acme-web 2 3'],
    ],
  ])('%s', (_, there, options, steps) => {
    expect(decide(there, options)).toEqual(steps);
  });
});

describe('draining and removing services', () => {
  const names = { prefix: 'acme', cluster: 'acme-cluster' };
  const service = (name: string, changes: Partial<ServiceTasks> = {}): ServiceTasks => ({
    ...currentService(name, changes),
    stopping: changes.stopping ?? 0,
  });
  const idle = { desiredCount: 0, runningCount: 0 };
  const steps = ({ steps: all }: ReturnType<typeof planDrain>) =>
    all.map((step) => ('service' in step ? `${step.kind} ${step.service}` : step.kind));

  it('drains services that run tasks, and waits', () => {
    const services = [
      service('web'),
      service('idle', idle),
      service('ending', { desiredCount: 0, runningCount: 1 }),
      service('flushing', { ...idle, stopping: 1 }),
      service('deleted', { status: 'DRAINING' }),
    ];
    const plan = planDrain(names, services);
    expect(steps(plan)).toEqual(['drain-service web', 'wait-until-drained']);
    expect(plan.steps.at(-1)).toMatchObject({ services: ['web', 'ending', 'flushing', 'deleted'] });
  });

  it('does nothing for services that are drained', () => {
    expect(planDrain(names, [service('web', idle)]).steps).toEqual([]);
  });

  it('deletes active services, and waits for all', () => {
    const services = [service('web'), service('old', { status: 'DRAINING' })];
    expect(steps(planRemove(names, services))).toEqual(['delete-service web', 'wait-until-drained']);
  });
});
