import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule, type ScheduleOptions } from '../../../src/apply/scheduler.ts';

/** Runs jobs that take a moment; returns their events in the order in which they came. */
async function run(
  needs: readonly (readonly number[])[],
  options: Partial<ScheduleOptions> & { fails?: readonly number[] } = {},
) {
  const events: string[] = [];
  let inFlight = 0;
  let most = 0;
  async function* work(index: number): AsyncGenerator<string, void> {
    inFlight += 1;
    most = Math.max(most, inFlight);
    yield `start ${index}`;
    await sleep(0);
    inFlight -= 1;
    if (options.fails?.includes(index)) throw new Error(`${index} failed`);
    yield `end ${index}`;
  }
  const walk = schedule(
    needs,
    { start: work, onInterrupt: () => 'interrupted' },
    {
      jobs: 10,
      keepGoing: false,
      signal: new AbortController().signal,
      ...options,
    },
  );
  for (;;) {
    const next = await walk.next();
    if (next.done) return { events, most, ...next.value };
    events.push(next.value);
  }
}

describe('a schedule', () => {
  it('starts all jobs at once that wait for nothing', async () => {
    const { events, most } = await run([[], [], []]);
    expect(events.slice(0, 3)).toEqual(['start 0', 'start 1', 'start 2']);
    expect(most).toBe(3);
  });

  it('never runs more jobs at the same time than allowed', async () => {
    expect((await run([[], [], [], [], []], { jobs: 2 })).most).toBe(2);
  });

  it('starts a job as soon as those before it are done, before jobs that have waited longer', async () => {
    const { events } = await run([[], [], [], [0]], { jobs: 1 });
    expect(events.filter((word) => word.startsWith('start'))).toEqual([
      'start 0',
      'start 3',
      'start 1',
      'start 2',
    ]);
  });

  it('starts nothing after a failure, and returns what is left', async () => {
    const { failures, left } = await run([[], [0], []], { jobs: 1, fails: [0] });
    expect([failures.map(({ index }) => index), left]).toEqual([[0], [1, 2]]);
  });

  it('continues with what does not depend on a failure, with keepGoing', async () => {
    const { events, left } = await run([[], [0], [1], []], { jobs: 1, fails: [0], keepGoing: true });
    expect(events).toEqual(['start 0', 'start 3', 'end 3']);
    expect(left).toEqual([1, 2]);
  });

  it('runs each job exactly once, after all that it needs', async () => {
    const graphs = fc
      .array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 })
      .map((rows) => rows.map((row, index) => (index === 0 ? [] : row.map((number) => number % index))));
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 4 }), async (needs, jobs) => {
        const { events, left } = await run(needs, { jobs });
        expect(left).toEqual([]);
        expect(events.toSorted()).toEqual(
          needs.flatMap((_, index) => [`start ${index}`, `end ${index}`]).toSorted(),
        );
        for (const [index, before] of needs.entries()) {
          for (const each of before) {
            expect(events.indexOf(`end ${each}`)).toBeLessThan(events.indexOf(`start ${index}`));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
