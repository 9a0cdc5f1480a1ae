import { array, assert, asyncProperty, boolean, constantFrom, option, record, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import { applyPlan } from '../../../../src/apply/apply-plan.ts';
import type { Wanted } from '../../../../src/domain/folder.ts';
import type { Plan } from '../../../../src/domain/plan.ts';
import { InterruptedError } from '../../../../src/errors.ts';
import type { JsonObject } from '../../../../src/lib/json.ts';
import { observeFolder } from '../../../../src/observe/folder.ts';
import { planLoad } from '../../../../src/plan/load/plan-load.ts';
import { fakeAws, type FakeAws } from '../../../support/fake-aws.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { wanted, wantedService, wantedTaskDefinition } from '../builders.ts';

async function look(aws: FakeAws, want: Wanted, alwaysMake: boolean): Promise<Plan> {
  return planLoad(want, await observeFolder(aws, want, { clusterExists: true }), { alwaysMake });
}

async function load(aws: FakeAws, want: Wanted, alwaysMake = false): Promise<Plan> {
  const plan = await look(aws, want, alwaysMake);
  const context = {
    aws,
    clock: fakeClock(),
    signal: new AbortController().signal,
    timeoutMs: 60_000,
    writeNewFile: () => Promise.reject(new Error('no file is written here')),
  };
  const walk = applyPlan(context, plan, { wait: true, jobs: 3, keepGoing: false });
  while (!(await walk.next()).done);
  return plan;
}

const content = record(
  {
    placementStrategy: constantFrom<JsonObject[]>([], [{ type: 'spread', field: 'a' }], [{ type: 'random' }]),
    deploymentConfiguration: constantFrom<JsonObject>({}, { maximumPercent: 200 }, { maximumPercent: 100 }),
    enableExecuteCommand: boolean(),
    tags: constantFrom<JsonObject[]>([], [{ key: 'team', value: 'a' }]),
  },
  { requiredKeys: [] },
);
const definition = record({
  name: constantFrom('a', 'b', 'c'),
  image: constantFrom('x:1', 'x:2'),
  more: constantFrom<JsonObject>(
    {},
    { networkMode: 'host' },
    { volumes: [{ name: 'v' }], cpu: '1 vCPU' },
    { tags: [{ key: 't', value: '1' }] },
  ),
});
const service = record({
  name: constantFrom('s', 't', 'u'),
  runs: constantFrom(0, 1, 2),
  desiredCount: option(constantFrom(0, 1, 2), { nil: undefined }),
  content,
});
const folder = record({
  definitions: uniqueArray(definition, { selector: ({ name }) => name, minLength: 1 }),
  services: uniqueArray(service, { selector: ({ name }) => name }),
}).map(({ definitions, services }): Wanted => {
  const families = definitions.map(({ name }) => `acme-${name}`);
  return wanted(
    definitions.map(({ name, image, more }) => wantedTaskDefinition(name, image, more)),
    services.map(({ name, runs, ...overrides }) =>
      wantedService(name, {
        ...overrides,
        taskDefinition: { kind: 'of-folder', family: families[runs % families.length] as string },
      }),
    ),
  );
});

it('after any history of folders, a second run finds nothing to do', async () => {
  await assert(
    asyncProperty(array(folder, { minLength: 1, maxLength: 4 }), boolean(), async (history, alwaysMake) => {
      const aws = fakeAws();
      for (const want of history) await load(aws, want, alwaysMake);
      const changes = aws.calls.length;
      const { steps, awaited } = await load(aws, history.at(-1) as Wanted);
      expect([steps, awaited]).toEqual([[], []]);
      expect(aws.calls).toHaveLength(changes);
    }),
  );
});

it('a folder that was loaded before needs at most one new revision of each family', async () => {
  await assert(
    asyncProperty(folder, folder, async (one, other) => {
      const aws = fakeAws();
      for (const want of [one, other, one]) {
        const { steps } = await load(aws, want);
        const families = steps.flatMap((step) =>
          step.kind === 'register-task-definition' ? step.family : [],
        );
        expect(new Set(families).size).toBe(families.length);
      }
    }),
  );
});

it('the next run finishes a run that was interrupted at any step', async () => {
  await assert(
    asyncProperty(folder, constantFrom(0, 1, 2, 3, 4, 5), async (want, stopAfter) => {
      const aws = fakeAws();
      const interruption = new AbortController();
      const plan = await look(aws, want, false);
      const context = {
        aws,
        clock: fakeClock(),
        signal: interruption.signal,
        timeoutMs: 60_000,
        writeNewFile: () => Promise.resolve(),
      };
      let done = 0;
      try {
        for await (const { kind } of applyPlan(context, plan, { wait: false, jobs: 3, keepGoing: false })) {
          if (kind === 'step-done') done += 1;
          if (done >= stopAfter) interruption.abort(new InterruptedError());
        }
      } catch (error) {
        expect(error).toBeInstanceOf(InterruptedError);
      }
      await load(aws, want);
      expect((await load(aws, want)).steps).toEqual([]);
      const registrations = aws.calls.filter((call) => call.startsWith('register '));
      expect(registrations).toHaveLength(want.taskDefinitions.length);
    }),
  );
});
