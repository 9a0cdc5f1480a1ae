/** Splits a list into parts of at most `size` items, for calls that take so many at once. */
export function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** Reads an answer that comes in pages, all of them. */
export async function allPages<Page, Item>(
  read: (token: string | undefined) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
  nextToken: (page: Page) => string | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  for await (const page of eachPage(read, items, nextToken)) found.push(...page);
  return found;
}

/** Reads an answer that comes in pages, as far as it is wanted. */
export async function* eachPage<Page, Item>(
  read: (token: string | undefined) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
  nextToken: (page: Page) => string | undefined,
): AsyncGenerator<readonly Item[]> {
  let token: string | undefined;
  do {
    const page = await read(token);
    token = nextToken(page);
    yield items(page) ?? [];
  } while (token);
}

/** How many look-ups run side by side: well below the 20 a second that ECS allows for reading task definitions. */
export const atOnce = 10;

/** Looks at all items, so many at a time. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const batch of batches(items, atOnce)) results.push(...(await Promise.all(batch.map(read))));
  return results;
}
