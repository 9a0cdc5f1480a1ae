import type { Pauses } from './back-off.ts';
import type { ClusterState, Desired } from './desired.ts';
import { batchesOf, mostValuesInBatch, reconcile, type RecordSet, type Verdict } from './reconcile.ts';
import { zonesOf, type Zone } from './zones.ts';

/** Reads the cluster whose tasks have the labels. */
export type ReadCluster = () => Promise<ClusterState>;

/** The hosted zones that may be written to. */
export interface Zones {
  list(): Promise<readonly Zone[]>;
  /** Every record set of a zone. */
  records(zone: Zone): Promise<readonly RecordSet[]>;
  /**
   * Makes all changes of the verdicts, or none.
   *
   * @returns why they were refused, if what stands in the zone is not what the verdicts were made of.
   */
  change(zone: Zone, verdicts: readonly Verdict[]): Promise<string | undefined>;
}

/** What should be in DNS, with a line for each problem that was met in finding out. */
export type Decide = () => Promise<{ desired: Desired; problems: Iterable<string> }>;

/** The verdicts on one zone. Without a zone: hosts that no zone can hold. */
export interface ZoneVerdicts {
  readonly zone?: Zone;
  readonly verdicts: readonly Verdict[];
}

/** The size of each zone that held nothing of ours when it was last read. An optimisation: it may be empty. */
export type IdleZones = Map<string, number>;

/**
 * Compares DNS with what should be there; changes nothing. Reads all zones, since records for hosts that nothing
 * serves any more may be in any of them; but not those that were idle before and have the same size.
 */
export async function inspect(
  owner: string,
  desired: Desired,
  zones: Pick<Zones, 'list' | 'records'>,
  idle: IdleZones = new Map(),
): Promise<ZoneVerdicts[]> {
  const all = await zones.list();
  const homes = [...desired].map(([host, should]) => ({ host, should, homes: zonesOf(host, all) }));
  const homeless = homes.filter((entry) => !entry.homes.length);
  const result: ZoneVerdicts[] = [{ verdicts: homeless.map(({ host, should }) => refuse(host, should)) }];

  for (const zone of all) {
    const here = homes.filter((entry) => entry.homes.includes(zone));
    if (!here.length && idle.get(zone.id) === zone.size) continue;
    // With several zones of one name, what stands in each of them stays, rather than to move between them.
    const wanted = here.map(
      ({ host, should, homes: { length } }) => [host, length > 1 ? [] : should] as const,
    );
    const verdicts = reconcile(owner, new Map(wanted), await zones.records(zone));
    if (!verdicts.length) idle.set(zone.id, zone.size);
    result.push({ zone, verdicts });
  }
  return result;
}

/**
 * Makes DNS what it should be. What Route 53 refuses, because another writer was faster, is read and decided
 * afresh, in batches of a tenth of the size: in the end a host that cannot be changed only stops itself.
 *
 * @param say gets one line for each problem, host that is not ours, and change.
 * @throws if something is still refused in a batch of its own.
 */
export async function maintain(
  owner: string,
  decide: Decide,
  zones: Zones,
  { sleep, random, say, idle }: Pauses & { say(line: string): void; idle?: IdleZones },
): Promise<void> {
  const said = new Set<string>();
  for (let mostValues = mostValuesInBatch; ; mostValues /= 10) {
    const { desired, problems } = await decide();
    const found = await inspect(owner, desired, zones, idle);
    for (const line of [...problems, ...found.flatMap(refused)]) {
      if (!said.has(line)) say(line);
      said.add(line);
    }
    const refusals = await apply(found, zones, mostValues, say);
    if (!refusals.length) return;
    if (mostValues === 1) throw new Error(refusals.join('; '));
    await sleep(random() * 1000);
  }
}

async function apply(
  found: readonly ZoneVerdicts[],
  zones: Pick<Zones, 'change'>,
  mostValues: number,
  say: (line: string) => void,
): Promise<string[]> {
  const refusals: string[] = [];
  for (const { zone, verdicts } of found) {
    for (const batch of batchesOf(verdicts, mostValues)) {
      const refusal = zone && (await zones.change(zone, batch));
      if (refusal) refusals.push(refusal);
      else for (const verdict of batch) say(lineOf(verdict));
    }
  }
  return refusals;
}

function lineOf({ host, act, should, why }: Verdict): string {
  return [`${host}:`, act, ...should, `(${why})`].join(' ');
}

function refused({ verdicts }: ZoneVerdicts): string[] {
  return verdicts.filter(({ act }) => act === 'refuse').map(({ host, why }) => `${host}: left alone: ${why}`);
}

function refuse(host: string, should: readonly string[]): Verdict {
  return { host, act: 'refuse', why: 'no zone holds it', is: [], should, deletes: [], creates: [] };
}
