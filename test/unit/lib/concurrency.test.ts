import { expect, it } from 'vitest';
import { allPages, batches } from '../../../src/lib/concurrency.ts';

it.each<[number[], number, number[][]]>([
  [[], 2, []],
  [[1, 2], 2, [[1, 2]]],
  [[1, 2, 3], 2, [[1, 2], [3]]],
])('%j in batches of %i is %j', (items, size, expected) => {
  expect(batches(items, size)).toEqual(expected);
});

it('all pages are read, also one that has nothing on it', async () => {
  const pages: Record<string, { items?: number[]; next?: string }> = {
    first: { items: [1, 2], next: 'second' },
    second: { next: 'third' },
    third: { items: [3] },
  };
  const read = async (token = 'first') => pages[token] ?? {};
  expect(
    await allPages(
      read,
      ({ items }) => items,
      ({ next }) => next,
    ),
  ).toEqual([1, 2, 3]);
});
