import type { Decision, RecordSet } from '../../src/cluster/dns-function/reconcile.ts';

/** An A record of one address. */
export function addressRecord(name: string, ...values: string[]): RecordSet {
  return { name, type: 'A', ttl: 60, values };
}

/** The TXT record that names the owner of a host. */
export function claimRecord(host: string, owner: string): RecordSet {
  return { name: `_ecs-efs.${host}`, type: 'TXT', ttl: 60, values: [proofOf(owner)] };
}

/** What the TXT record of each host of a stack holds. */
export function proofOf(owner: string): string {
  return `"heritage=ecs-efs,ecs-efs/owner=${owner}"`;
}

/**
 * Makes the changes of the decisions by the rules of Route 53: all or none, DELETE exactly an existing record, CREATE
 * only a new one, and no other record beside a CNAME.
 *
 * @throws what Route 53 would refuse.
 */
export function applyTo(records: readonly RecordSet[], decisions: readonly Decision[]): RecordSet[] {
  const after = new Set(records);
  const find = ({ name, type }: RecordSet) =>
    [...after].find((record) => record.name === name && record.type === type && !record.special);
  for (const { deletes, creates } of decisions) {
    for (const record of deletes) {
      const standing = find(record);
      if (!standing || contentOf(standing) !== contentOf(record)) throw new Error(`no such ${record.name}`);
      after.delete(standing);
    }
    for (const record of creates) {
      const others = [...after].filter(({ name }) => name === record.name);
      const taken = others.some(
        ({ type }) => type === record.type || type === 'CNAME' || record.type === 'CNAME',
      );
      if (taken) throw new Error(`${record.name} ${record.type} is taken`);
      after.add(record);
    }
  }
  return [...after];
}

function contentOf({ ttl, values }: RecordSet): string {
  return JSON.stringify([ttl, [...values].sort()]);
}
