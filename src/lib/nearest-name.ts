/**
 * The known name that was most likely meant: at most a third of its letters away (insertions, deletions,
 * replacements, swaps), upper and lower case alike.
 *
 * @returns undefined if nothing is near enough
 */
export function nearestName(found: string, known: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(found.toLowerCase(), name.toLowerCase());
    if (distance <= Math.max(1, name.length / 3) && distance < (best?.distance ?? Infinity)) {
      best = { name, distance };
    }
  }
  return best?.name;
}

/** ` (did you mean 'name'?)`, or nothing. */
export function suggestion(found: string, known: Iterable<string>): string {
  const name = nearestName(found, known);
  return name === undefined ? '' : ` (did you mean '${name}'?)`;
}

/** Insertions, deletions, replacements, and swaps of neighbours, each counted once. */
function editDistance(a: string, b: string): number {
  const [letters, others] = [Array.from(a), Array.from(b)];
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: others.length + 1 }, (_, column) => column);
  for (const [row, letter] of letters.entries()) {
    const current = [row + 1];
    for (const [column, other] of others.entries()) {
      const replaced = (previous[column] as number) + (letter === other ? 0 : 1);
      const isSwap = letter === others[column - 1] && letters[row - 1] === other;
      const swapped = isSwap ? (beforePrevious[column - 1] as number) + 1 : Infinity;
      const [inserted, deleted] = [(current[column] as number) + 1, (previous[column + 1] as number) + 1];
      current.push(Math.min(replaced, swapped, inserted, deleted));
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[others.length] as number;
}
