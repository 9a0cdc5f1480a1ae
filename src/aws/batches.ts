/** Splits a list into parts of at most `size` items, for calls that take so many at once. */
export function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** Reads an answer that comes in pages. */
export async function allPages<Page, Item>(
  read: (token: string | undefined) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
  nextToken: (page: Page) => string | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    found.push(...(items(page) ?? []));
    token = nextToken(page);
  } while (token);
  return found;
}
