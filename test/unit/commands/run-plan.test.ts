import { describe, expect, it } from 'vitest';
import type { MakeFlags } from '../../../src/commands/lib/context.ts';
import { runPlan } from '../../../src/commands/lib/run-plan.ts';
import type { Plan, Step } from '../../../src/domain/plan.ts';
import { estimatePlan } from '../../../src/plan/estimate.ts';
import { createReporter } from '../../../src/report/reporter.ts';
import { loadSettings } from '../../../src/settings/load.ts';
import { fakeAws } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { deployedService } from '../plan/builders.ts';

const register: Step = {
  kind: 'register-task-definition',
  file: 'web.taskdef',
  family: 'acme-web',
  content: {},
  why: 'new',
};
const create: Step = {
  kind: 'create-service',
  afterDraining: false,
  content: {},
  desiredCount: 1,
  ...deployedService,
};
const update: Step = { kind: 'update-service', update: {}, tags: {}, ...deployedService };
const drain: Step = { kind: 'drain-service', service: 'web', why: 'w' };
const remove: Step = { kind: 'delete-service', service: 'web', why: 'w' };
const deregister = (revisions: readonly number[]): Step => ({
  kind: 'deregister-task-definition',
  family: 'acme-web',
  revisions,
  why: 'w',
});
const deleteRevisions = (revisions: readonly number[]): Step => ({
  kind: 'delete-task-definition',
  family: 'acme-web',
  revisions,
  why: 'w',
});

const times = (count: number, step: Step) => Array.from({ length: count }, () => step);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const planOf = (...steps: Step[]): Plan => ({
  version: 1,
  prefix: 'acme',
  cluster: 'acme-cluster',
  steps,
  awaited: [],
});

describe('of a plan are counted', () => {
  it.each<[string, Step[], object | undefined]>([
    ['its registrations', times(100, register), { seconds: 80, calls: 100 }],
    [
      'the services that it creates, drains and deletes, together',
      [...times(50, create), ...times(50, drain), ...times(50, remove)],
      { seconds: 20, quota: 'changing services', calls: 150 },
    ],
    ['an update as a change of a service', times(100, update), { quota: 'changing services', calls: 100 }],
    ['and as one of its tags', times(75, update), { seconds: 6, quota: 'tagging', calls: 75 }],
    ['each revision that it deregisters', [deregister(numbers(50))], { seconds: 30, calls: 50 }],
    [
      'the revisions that it deletes, ten in one call',
      [deleteRevisions(numbers(101))],
      { seconds: 6, quota: 'deleting task definitions', calls: 11 },
    ],
    [
      'not what it waits for',
      times(500, { kind: 'wait-until-drained', services: ['web'], why: 'w' }),
      undefined,
    ],
  ])('%s', (_, steps, expected) => {
    const estimate = estimatePlan(planOf(...steps));
    if (expected) expect(estimate).toMatchObject(expected);
    else expect(estimate).toBeUndefined();
  });

  it('a wait of less than five seconds is not worth a word', () => {
    expect(estimatePlan(planOf(...times(24, register)))).toBeUndefined();
    expect(estimatePlan(planOf(...times(25, register)))).toMatchObject({ seconds: 5 });
  });
});

/** What a run with these flags says of a plan that it does not carry out. */
async function shown(plan: Plan, flags: Partial<MakeFlags & { json: boolean }>, quotas: string) {
  const lines: string[] = [];
  const settings = loadSettings({
    directory: '/nowhere',
    flags: { PREFIX: 'acme' },
    words: [`QUOTAS=${quotas}`],
    environment: {},
    user: 'tester',
  });
  const mode = { json: false, events: false, silent: false, ...flags };
  const say = (line: string) => lines.push(line);
  const context = {
    settings,
    flags: { dryRun: false, question: false, alwaysMake: false, keepGoing: false, jobs: 1, ...flags },
    reporter: createReporter({ out: say, err: say }, mode),
    clock: fakeClock(),
    signal: new AbortController().signal,
    connect: () => Promise.reject(new Error('nobody asked for AWS')),
  };
  await runPlan(context, fakeAws(), { plan, wait: false });
  return lines;
}

describe('the time that the rates of AWS take', () => {
  const hundred = planOf(...times(100, register));
  const few = planOf(...times(3, register));
  const line =
    'this takes 80 s or more: AWS accepts 1 a second of the 100 calls for registering and deregistering task definitions';

  it('is the last line of what -n shows', async () => {
    const lines = await shown(hundred, { dryRun: true }, 'aws');
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toBe(line);
  });

  it('is given in minutes where it is long', async () => {
    const lines = await shown(planOf(...times(620, register)), { dryRun: true }, 'aws');
    expect(lines.at(-1)).toMatch(/^this takes 10 minutes or more: /);
  });

  it('is part of the plan for programs', async () => {
    const [text = ''] = await shown(hundred, { dryRun: true, json: true }, 'aws');
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      estimate: {
        seconds: 80,
        quota: 'registering and deregistering task definitions',
        calls: 100,
        perSecond: 1,
      },
    });
  });

  it('is not shown if nothing has to wait', async () => {
    expect(await shown(few, { dryRun: true }, 'aws')).toHaveLength(3);
    const [text = ''] = await shown(few, { dryRun: true, json: true }, 'aws');
    expect(JSON.parse(text)).not.toHaveProperty('estimate');
  });

  it('is not shown without rate limits', async () => {
    expect(await shown(hundred, { dryRun: true }, 'none')).toHaveLength(100);
  });

  it('is not shown with -q', async () => {
    expect(await shown(hundred, { question: true }, 'aws')).toEqual([]);
  });
});
