/** How many calls of each action there were, by name. */
export function countCalls(actions: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const action of actions.toSorted()) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}

/** All of them together. */
export function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
