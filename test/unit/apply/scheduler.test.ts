import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sideBySide, type SideBySideOptions } from '../../../src/apply/scheduler.ts';

/** Does work that takes a moment; gives what was told in the order in which it was told. */
async function run(
  needs: readonly (readonly number[])[],
  options: Partial<SideBySideOptions> & { fails?: readonly number[] } = {},
) {
  const told: string[] = [];
  let underWay = 0;
  let most = 0;
  async function* work(index: number): AsyncGenerator<string, void> {
    underWay += 1;
    most = Math.max(most, underWay);
    yield `begin ${index}`;
    await sleep(0);
    underWay -= 1;
    if (options.fails?.includes(index)) throw new Error(`${index} failed`);
    yield `end ${index}`;
  }
  const walk = sideBySide(needs, work, () => 'interrupted', {
    jobs: 10,
    keepGoing: false,
    signal: new AbortController().signal,
    ...options,
  });
  for (;;) {
    const next = await walk.next();
    if (next.done) return { told, most, ...next.value };
    told.push(next.value);
  }
}

describe('work side by side', () => {
  it('begins everything that waits for nothing at once', async () => {
    const { told, most } = await run([[], [], []]);
    expect(told.slice(0, 3)).toEqual(['begin 0', 'begin 1', 'begin 2']);
    expect(most).toBe(3);
  });

  it('never has more under way than there are jobs', async () => {
    expect((await run([[], [], [], [], []], { jobs: 2 })).most).toBe(2);
  });

  it('begins what depends on something as soon as that is done, before what has waited longer', async () => {
    const { told } = await run([[], [], [], [0]], { jobs: 1 });
    expect(told.filter((word) => word.startsWith('begin'))).toEqual([
      'begin 0',
      'begin 3',
      'begin 1',
      'begin 2',
    ]);
  });

  it('begins nothing after a failure, and gives what is left', async () => {
    const { failures, left } = await run([[], [0], []], { jobs: 1, fails: [0] });
    expect([failures.map(({ index }) => index), left]).toEqual([[0], [1, 2]]);
  });

  it('goes on with what does not depend on a failure, if it is to', async () => {
    const { told, left } = await run([[], [0], [1], []], { jobs: 1, fails: [0], keepGoing: true });
    expect(told).toEqual(['begin 0', 'begin 3', 'end 3']);
    expect(left).toEqual([1, 2]);
  });

  it('does everything exactly once, each after all that it needs', async () => {
    const graphs = fc
      .array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 })
      .map((rows) => rows.map((row, index) => (index === 0 ? [] : row.map((number) => number % index))));
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 4 }), async (needs, jobs) => {
        const { told, left } = await run(needs, { jobs });
        expect(left).toEqual([]);
        expect(told.toSorted()).toEqual(
          needs.flatMap((_, index) => [`begin ${index}`, `end ${index}`]).toSorted(),
        );
        for (const [index, before] of needs.entries()) {
          for (const each of before) {
            expect(told.indexOf(`end ${each}`)).toBeLessThan(told.indexOf(`begin ${index}`));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
