import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atOnce, chunks, collect, readEach } from '../../../src/lib/concurrency.ts';

it.each<[number[], number, number[][]]>([
  [[], 2, []],
  [[1, 2], 2, [[1, 2]]],
  [[1, 2, 3], 2, [[1, 2], [3]]],
])('%j in chunks of %i is %j', (items, size, expected) => {
  expect(chunks(items, size)).toEqual(expected);
});

it('all pages are collected, an empty one too', async () => {
  async function* pages() {
    yield { items: [1, 2] };
    yield {};
    yield { items: [3] };
  }
  expect(await collect<{ items?: number[] }, number>(pages(), ({ items }) => items)).toEqual([1, 2, 3]);
});

it('a slow read does not delay the ones after it, and the results keep their order', async () => {
  const items = Array.from({ length: 3 * atOnce }, (_, index) => index);
  const ended: number[] = [];
  const results = await readEach(items, async (item) => {
    await sleep(item === 0 ? 50 : 0);
    ended.push(item);
    return item * 2;
  });
  expect(results).toEqual(items.map((item) => item * 2));
  expect(ended.at(-1)).toBe(0);
});
