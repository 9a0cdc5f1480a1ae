/** A Route 53 hosted zone. */
export interface Zone {
  readonly id: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** How many record sets it holds. */
  readonly size: number;
}

/**
 * The zones that are to hold a host: those with the longest name that is the host's own or a parent of it.
 *
 * @returns none, one, or several: an account may have more than one zone of a name, and only the registrar knows
 *   which of them the world asks.
 */
export function zonesOf(host: string, zones: readonly Zone[]): readonly Zone[] {
  const matching = zones.filter(({ name }) => host === name || host.endsWith(`.${name}`));
  return matching.filter(({ name }) => !matching.some((other) => other.name.length > name.length));
}
