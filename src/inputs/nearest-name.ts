/**
 * The known name that was most likely meant: at most a third of its letters away (insertions, deletions,
 * replacements), upper and lower case alike.
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

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (previous[column] as number) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] as number) + 1, (current[column] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}
