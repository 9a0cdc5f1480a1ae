import type { Desired } from './desired.ts';
import {
  batchesOf,
  mostValuesInBatch,
  reconcile,
  zonesOf,
  type Decision,
  type RecordSet,
  type Zone,
} from './reconcile.ts';
import { sleep } from './sleep.ts';

/** The hosted zones that may be written to. */
export interface HostedZones {
  list(): Promise<readonly Zone[]>;
  /** Every record set of a zone. */
  records(zone: Zone): Promise<readonly RecordSet[]>;
  /**
   * Makes all changes of the decisions, or none.
   *
   * @returns why Route 53 refuses them, if the zone no longer holds what the decisions are based on.
   */
  change(zone: Zone, decisions: readonly Decision[]): Promise<string | undefined>;
}

/** The decisions for one zone. Without a zone: for hosts that no zone can hold. */
interface ZoneDecisions {
  readonly zone?: Zone;
  readonly decisions: readonly Decision[];
}

interface Inspection {
  /** The id of the stack. */
  readonly owner: string;
  /** The size of each zone that held nothing of ours when it was last read. An optimisation: it may be empty. */
  readonly idle?: Map<string, number>;
}

/**
 * Compares DNS with what should be there; changes nothing. Reads all zones, since each may hold records for hosts that
 * nothing serves any more, but not those that were idle before and have the same size.
 */
export async function inspect(
  zones: Pick<HostedZones, 'list' | 'records'>,
  desired: Desired,
  { owner, idle = new Map() }: Inspection,
): Promise<ZoneDecisions[]> {
  const all = await zones.list();
  const hosts = [...desired].map(([host, addresses]) => ({ host, addresses, zones: zonesOf(host, all) }));
  const result: ZoneDecisions[] = [{ decisions: hosts.filter((host) => !host.zones.length).map(noZone) }];

  for (const zone of all) {
    const here = hosts.filter((host) => host.zones.includes(zone));
    if (!here.length && idle.get(zone.id) === zone.size) continue;
    // With several zones of one name, each keeps the records that it has; none moves to the other.
    const inZone = here.map(
      ({ host, addresses, zones: { length } }) => [host, length > 1 ? [] : addresses] as const,
    );
    const decisions = reconcile(owner, new Map(inZone), await zones.records(zone));
    if (!decisions.length) idle.set(zone.id, zone.size);
    result.push({ zone, decisions });
  }
  return result;
}

/**
 * Makes DNS what it should be. If Route 53 refuses a batch because another writer was faster, reads and decides again,
 * with batches of a tenth of the size: in the end a host that cannot be changed stops no other.
 *
 * @param readDesired reads what should be in DNS, with a line for each problem.
 * @param context.log gets one line for each problem, each host that is not ours and each change.
 * @throws if Route 53 still refuses the batch of a single host.
 */
export async function maintain(
  zones: HostedZones,
  readDesired: () => Promise<{ desired: Desired; problems: Iterable<string> }>,
  context: Inspection & { log(line: string): void },
): Promise<void> {
  const logged = new Set<string>();
  for (let mostValues = mostValuesInBatch; ; mostValues /= 10) {
    const { desired, problems } = await readDesired();
    const found = await inspect(zones, desired, context);
    for (const line of [...problems, ...found.flatMap(refusedHosts)]) {
      if (!logged.has(line)) context.log(line);
      logged.add(line);
    }
    const refusals: string[] = [];
    for (const { zone, decisions } of found) {
      for (const batch of batchesOf(decisions, mostValues)) {
        const refusal = zone && (await zones.change(zone, batch));
        if (refusal) refusals.push(refusal);
        else batch.map(changeLine).forEach(context.log);
      }
    }
    if (!refusals.length) return;
    if (mostValues === 1) throw new Error(refusals.join('; '));
    await sleep(Math.random() * 1000);
  }
}

function changeLine({ host, action, desired, reason }: Decision): string {
  return [`${host}:`, action, ...desired, `(${reason})`].join(' ');
}

function refusedHosts({ decisions }: ZoneDecisions): string[] {
  return decisions
    .filter(({ action }) => action === 'refuse')
    .map(({ host, reason }) => `${host}: left alone: ${reason}`);
}

function noZone({ host, addresses }: { host: string; addresses: readonly string[] }): Decision {
  const reason = 'no zone holds it';
  return { host, action: 'refuse', reason, current: [], desired: addresses, deletes: [], creates: [] };
}
