/** A Route 53 hosted zone. */
export interface Zone {
  readonly id: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** How many record sets it holds. */
  readonly size: number;
}

/**
 * The zones that should hold a host: those with the longest name that is the host's own or a parent of it.
 *
 * @returns none, one, or several: an account may have several zones of one name, and only the registrar knows which
 *   of them resolvers query.
 */
export function zonesOf(host: string, zones: readonly Zone[]): readonly Zone[] {
  const matching = zones.filter(({ name }) => host === name || host.endsWith(`.${name}`));
  return matching.filter(({ name }) => !matching.some((other) => other.name.length > name.length));
}
