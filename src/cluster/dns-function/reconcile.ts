import { ownershipPrefix } from '../labels.ts';
import type { Desired } from './desired.ts';

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

/** What is to become of one host's records. All changes of a verdict belong into one batch. */
export interface Verdict {
  readonly host: string;
  readonly act: 'keep' | 'create' | 'update' | 'remove' | 'refuse';
  readonly why: string;
  /** The values that its records have now. */
  readonly is: readonly string[];
  /** The addresses that it should have. */
  readonly should: readonly string[];
  readonly deletes: readonly RecordSet[];
  readonly creates: readonly RecordSet[];
}

const ttl = 60;

/** Route 53 takes at most 400 values in one record set. */
const mostAddresses = 400;

/** How many values a batch may have. */
export const mostValuesInBatch = 1000;

/** How long the values of a batch may be together. */
const mostCharactersInBatch = 32_000;

/**
 * Compares what a zone holds with what it should hold.
 *
 * Every host of ours has one A record with all its addresses, and the TXT record `_ecs-efs.<host>` that names the
 * owner. Whatever lacks that TXT record is never touched. An update deletes the exact record that was read and
 * creates the new one, so that of two writers who read the same state the second is refused, and has to read again.
 *
 * @param owner the id of the stack.
 * @param desired the hosts that belong into this zone.
 * @param records everything in the zone.
 * @returns a verdict for each host that is desired or owned.
 */
export function reconcile(owner: string, desired: Desired, records: readonly RecordSet[]): Verdict[] {
  const proof = `"heritage=ecs-efs,ecs-efs/owner=${owner}"`;
  const owned = records
    .filter(({ name, values }) => name.startsWith(ownershipPrefix) && values.includes(proof))
    .map(({ name }) => name.slice(ownershipPrefix.length));

  return [...new Set([...desired.keys(), ...owned])].sort().map((host) => {
    const named = (name: string, types: RegExp) =>
      records.filter((record) => record.name === name && types.test(record.type));
    const holders = named(host, /^(A|AAAA|CNAME)$/);
    const proofs = named(ownershipPrefix + host, /^(TXT|CNAME)$/);
    const ours =
      proofs.length === 1 && proofs.every(({ values, special }) => !special && isSame(values, [proof]));
    const address = holders.find(({ type, special }) => type === 'A' && !special);
    const is = holders.flatMap(({ values }) => values);
    const should = desired.get(host)?.slice(0, mostAddresses) ?? [];

    const verdict = (
      act: Verdict['act'],
      why: string,
      deletes: readonly RecordSet[] = [],
      creates: readonly RecordSet[] = [],
    ): Verdict => ({ host, act, why, is, should, deletes, creates });

    if (!ours) {
      const [foreign] = [...holders, ...proofs];
      if (foreign) return verdict('refuse', `${foreign.name} ${foreign.type} is someone else's`);
    }
    if (!desired.has(host)) {
      return verdict('remove', 'no task serves it', address ? [address, ...proofs] : proofs);
    }
    const changed = holders.find(({ type, special }) => type === 'CNAME' || (type === 'A' && special));
    if (changed) return verdict('refuse', `someone else replaced its ${changed.type} record`);
    if (!should.length) return verdict('keep', 'its tasks are not ready');

    const wanted = { name: host, type: 'A', ttl, values: should };
    const claim = { name: ownershipPrefix + host, type: 'TXT', ttl, values: [proof] };
    if (!address) return verdict('create', 'tasks serve it', [], ours ? [wanted] : [wanted, claim]);
    if (address.ttl === ttl && isSame(address.values, should)) return verdict('keep', 'up to date');
    return verdict('update', 'its nodes or its TTL changed', [address], [wanted]);
  });
}

/**
 * Packs the changes into batches that Route 53 accepts. It takes or refuses a batch as a whole.
 *
 * @param mostValues lowers the number of values in a batch, though never below what one host needs.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets
 */
export function batchesOf(verdicts: readonly Verdict[], mostValues = mostValuesInBatch): Verdict[][] {
  const batches: Verdict[][] = [];
  let freeValues = 0;
  let freeCharacters = 0;
  for (const verdict of verdicts) {
    const values = [...verdict.deletes, ...verdict.creates].flatMap((record) => record.values);
    const characters = values.join('').length;
    if (!values.length) continue;
    if (values.length > freeValues || characters > freeCharacters) {
      batches.push([]);
      freeValues = mostValues;
      freeCharacters = mostCharactersInBatch;
    }
    batches.at(-1)?.push(verdict);
    freeValues -= values.length;
    freeCharacters -= characters;
  }
  return batches;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((value) => some.includes(value));
}
