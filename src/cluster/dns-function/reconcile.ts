import { ownershipPrefix } from '../labels.ts';
import type { Desired } from './desired.ts';

/** A Route 53 hosted zone. */
export interface Zone {
  readonly id: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** How many record sets it holds. */
  readonly size: number;
}

/** All records of one name and type. */
export interface RecordSet {
  /** Lower case, without the final dot or escapes. */
  readonly name: string;
  readonly type: string;
  /** Seconds. */
  readonly ttl: number;
  /** As Route 53 writes them: the values of a TXT record are in quotes. */
  readonly values: readonly string[];
  /** Whether it is an alias, or one of several with a routing policy. */
  readonly special?: boolean;
}

/** What happens to the records of one host. All changes of a decision belong into one batch. */
export interface Decision {
  readonly host: string;
  readonly action: 'keep' | 'create' | 'update' | 'remove' | 'refuse';
  readonly reason: string;
  /** The values that its records have now. */
  readonly current: readonly string[];
  /** The addresses that it should have. */
  readonly desired: readonly string[];
  readonly deletes: readonly RecordSet[];
  readonly creates: readonly RecordSet[];
}

const ttl = 60;

/** Route 53 takes at most 400 values in one record set. */
const mostAddresses = 400;

/** How many values a batch may have. */
export const mostValuesInBatch = 1000;

/** How many characters the values of a batch may have together. */
const mostCharactersInBatch = 32_000;

/**
 * Compares what a zone holds with what it should hold.
 *
 * Every host of ours has one A record with all its addresses, and the TXT record `_ecs-efs.<host>` that names the
 * owner. Records without that TXT record are never touched. An update deletes the exact record that was read and
 * creates the new one: of two writers that read the same state, Route 53 refuses the second, which has to read again.
 *
 * @param owner the id of the stack.
 * @param desired the hosts that belong into this zone.
 * @param records everything in the zone.
 * @returns a decision for each host that is desired or owned.
 */
export function reconcile(owner: string, desired: Desired, records: readonly RecordSet[]): Decision[] {
  const proof = `"heritage=ecs-efs,ecs-efs/owner=${owner}"`;
  const owned = records
    .filter(({ name, values }) => name.startsWith(ownershipPrefix) && values.includes(proof))
    .map(({ name }) => name.slice(ownershipPrefix.length));
  return [...new Set([...desired.keys(), ...owned])]
    .sort()
    .map((host) => decide(host, desired.get(host), { records, proof }));
}

interface ZoneContent {
  readonly records: readonly RecordSet[];
  /** The value of the TXT record of a host of ours. */
  readonly proof: string;
}

type Changes = readonly [deletes: readonly RecordSet[], creates: readonly RecordSet[]];

/** @param addresses undefined if nothing serves the host. */
function decide(
  host: string,
  addresses: readonly string[] | undefined,
  { records, proof }: ZoneContent,
): Decision {
  const find = (name: string, types: RegExp) =>
    records.filter((record) => record.name === name && types.test(record.type));
  const existing = find(host, /^(A|AAAA|CNAME)$/);
  const claims = find(ownershipPrefix + host, /^(TXT|CNAME)$/);
  const address = existing.find(({ type, special }) => type === 'A' && !special);
  const desired = addresses?.slice(0, mostAddresses) ?? [];
  const current = existing.flatMap(({ values }) => values);
  const decision = (
    action: Decision['action'],
    reason: string,
    [deletes, creates]: Changes = [[], []],
  ): Decision => ({ host, action, reason, current, desired, deletes, creates });

  const isOurs =
    claims.length === 1 && claims.every(({ values, special }) => !special && isSame(values, [proof]));
  if (!isOurs) {
    const [foreign] = [...existing, ...claims];
    if (foreign) return decision('refuse', `${foreign.name} ${foreign.type} is someone else's`);
  }
  if (!addresses) {
    return decision('remove', 'no task serves it', [address ? [address, ...claims] : claims, []]);
  }
  const replaced = existing.find(({ type, special }) => type === 'CNAME' || (type === 'A' && special));
  if (replaced) return decision('refuse', `someone else replaced its ${replaced.type} record`);
  if (!desired.length) return decision('keep', 'its tasks are not ready');

  const record = { name: host, type: 'A', ttl, values: desired };
  const claim = { name: ownershipPrefix + host, type: 'TXT', ttl, values: [proof] };
  if (!address) return decision('create', 'tasks serve it', [[], isOurs ? [record] : [record, claim]]);
  if (address.ttl === ttl && isSame(address.values, desired)) return decision('keep', 'up to date');
  return decision('update', 'its nodes or its TTL changed', [[address], [record]]);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((value) => some.includes(value));
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

/**
 * Packs the changes into batches that Route 53 accepts. It accepts or refuses a batch as a whole.
 *
 * @param mostValues lowers the number of values in a batch, but never below what one host needs.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets
 */
export function batchesOf(decisions: readonly Decision[], mostValues = mostValuesInBatch): Decision[][] {
  const batches: Decision[][] = [];
  let freeValues = 0;
  let freeCharacters = 0;
  for (const decision of decisions) {
    const values = [...decision.deletes, ...decision.creates].flatMap((record) => record.values);
    const characters = values.join('').length;
    if (!values.length) continue;
    if (values.length > freeValues || characters > freeCharacters) {
      batches.push([]);
      freeValues = mostValues;
      freeCharacters = mostCharactersInBatch;
    }
    batches.at(-1)?.push(decision);
    freeValues -= values.length;
    freeCharacters -= characters;
  }
  return batches;
}
