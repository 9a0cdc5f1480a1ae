import pMap from 'p-map';

/** How many reading calls run at the same time: well below the 20 a second that ECS allows for task definitions. */
export const atOnce = 10;

/** Reads something for each item, at most `atOnce` at the same time. Results are in the order of the items. */
export function readEach<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return pMap(items, read, { concurrency: atOnce });
}

/** Splits a list into parts of at most `size` items, for calls that take a limited number. */
export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Collects the items of all pages of a paginator. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
