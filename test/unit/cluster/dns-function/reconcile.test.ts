import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcile, type Decision, type RecordSet } from '../../../../src/cluster/dns-function/reconcile.ts';
import { addressRecord, applyTo, claimRecord } from '../../../support/route53-zone.ts';

const owner = 'stack/acme';
const host = 'web.example';
const claim = claimRecord(host, owner);
const at = (...values: string[]) => addressRecord(host, ...values);
const cname: RecordSet = { name: host, type: 'CNAME', ttl: 300, values: ['elsewhere.example'] };
const ipv6: RecordSet = { name: host, type: 'AAAA', ttl: 300, values: ['2001:db8::1'] };
const weighted = (record: RecordSet): RecordSet => ({ ...record, special: true });

function decisionOn(records: readonly RecordSet[], addresses?: readonly string[]): Decision | undefined {
  return reconcile(owner, new Map(addresses && [[host, addresses]]), records)[0];
}

describe('a host', () => {
  const one = ['192.0.2.1'];
  const two = ['192.0.2.1', '192.0.2.2'];
  const stays: string[] = [];

  it.each<[string, RecordSet[], string[] | undefined, Partial<Decision> | undefined]>([
    [
      'without a record gets an A record and an ownership record',
      [],
      one,
      { action: 'create', creates: [at(...one), claim], deletes: [] },
    ],
    [
      'with the right record keeps it',
      [at(...one), claim],
      one,
      { action: 'keep', creates: [], deletes: [] },
    ],
    [
      'with its addresses in another order keeps its record',
      [at(...two.toReversed()), claim],
      two,
      { action: 'keep', creates: [] },
    ],
    [
      'with other addresses is updated, and the record that was read is deleted',
      [at(...one), claim],
      two,
      { action: 'update', deletes: [at(...one)], creates: [at(...two)] },
    ],
    [
      'with another TTL is updated',
      [{ ...at(...one), ttl: 300 }, claim],
      one,
      { action: 'update', deletes: [{ ...at(...one), ttl: 300 }] },
    ],
    [
      'with only its ownership record gets its A record',
      [claim],
      one,
      { action: 'create', creates: [at(...one)] },
    ],
    [
      'that no task serves loses both records',
      [at(...one), claim],
      undefined,
      { action: 'remove', deletes: [at(...one), claim], creates: [] },
    ],
    [
      'without its A record that no task serves loses its ownership record',
      [claim],
      undefined,
      { action: 'remove', deletes: [claim] },
    ],
    [
      'whose tasks are not ready keeps its record',
      [at(...one), claim],
      stays,
      { action: 'keep', deletes: [] },
    ],
    ['whose tasks are not ready gets no record', [], stays, { action: 'keep', creates: [] }],
    [
      'with an A record of someone else is refused',
      [at(...one)],
      one,
      { action: 'refuse', creates: [], deletes: [] },
    ],
    ['with an AAAA record of someone else is refused', [ipv6], one, { action: 'refuse' }],
    ['with a CNAME of someone else is refused', [cname], one, { action: 'refuse' }],
    [
      'of another stack is refused',
      [at(...one), claimRecord(host, 'stack/other')],
      two,
      { action: 'refuse' },
    ],
    [
      'of another stack that is not served gets no decision',
      [at(...one), claimRecord(host, 'stack/other')],
      undefined,
      undefined,
    ],
    [
      'with two owners is refused',
      [at(...one), { ...claim, values: [...claim.values, '"other"'] }],
      two,
      { action: 'refuse' },
    ],
    [
      'with an AAAA record beside its own keeps the AAAA record',
      [at(...one), ipv6, claim],
      two,
      { action: 'update', deletes: [at(...one)] },
    ],
    [
      'with a CNAME in place of its ownership record is refused',
      [{ ...cname, name: claim.name }],
      one,
      { action: 'refuse' },
    ],
    ['whose record was replaced by a CNAME is refused', [cname, claim], one, { action: 'refuse' }],
    [
      'whose record was given a routing policy is refused',
      [weighted(at(...one)), claim],
      two,
      { action: 'refuse' },
    ],
    [
      'whose ownership record was given a routing policy is refused',
      [at(...one), weighted(claim)],
      two,
      { action: 'refuse' },
    ],
    [
      'that no task serves keeps the CNAME of someone else',
      [cname, claim],
      undefined,
      { action: 'remove', deletes: [claim] },
    ],
    [
      'with a TXT record of someone else at its own name is created',
      [{ ...claim, name: host }],
      one,
      { action: 'create' },
    ],
  ])('%s', (_, records, addresses, expected) => {
    const decision = decisionOn(records, addresses);
    expect(decision).toEqual(expected && expect.objectContaining(expected));
  });

  it('has a decision with its current and its desired addresses', () => {
    expect(decisionOn([at(...one), claim], two)).toMatchObject({ host, current: one, desired: two });
  });

  it('has at most the 400 addresses that Route 53 takes', () => {
    const many = Array.from({ length: 500 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    expect(decisionOn([], many)?.creates[0]?.values).toHaveLength(400);
  });
});

const names = ['a.example', 'b.example', 'c.example', 'd.example'];
const address = fc.integer({ min: 1, max: 4 }).map((last) => `192.0.2.${last}`);
const addresses = fc.uniqueArray(address, { minLength: 1, maxLength: 4 });
const someDesired = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...names), fc.oneof(addresses, fc.constant<string[]>([]))),
  {
    selector: ([name]) => name,
  },
);

/** What a zone may hold for one host: our records, foreign ones, half of either, or nothing. */
const someRecords = fc
  .tuple(
    ...names.map((name) =>
      fc
        .tuple(
          fc.constantFrom('none', 'A', 'AAAA', 'CNAME', 'weighted'),
          fc.constantFrom('none', owner, 'stack/other'),
          addresses,
          fc.constantFrom(60, 300),
        )
        .map(([type, claimedBy, values, ttl]): RecordSet[] => [
          ...(type === 'none'
            ? []
            : [{ name, ttl, values, type: type === 'weighted' ? 'A' : type, special: type === 'weighted' }]),
          ...(claimedBy === 'none' ? [] : [claimRecord(name, claimedBy)]),
        ]),
    ),
  )
  .map((all) => all.flat());

describe('for any zone and any cluster', () => {
  const check = (law: (desired: Map<string, string[]>, records: RecordSet[]) => void) =>
    fc.assert(fc.property(someDesired, someRecords, (desired, records) => law(new Map(desired), records)));

  it('Route 53 accepts the changes, and after them nothing is left to change', () => {
    check((desired, records) => {
      const after = applyTo(records, reconcile(owner, desired, records));
      const again = reconcile(owner, desired, after);
      expect(again.flatMap(({ deletes, creates }) => [...deletes, ...creates])).toEqual([]);
    });
  });

  it('the changes delete only records of hosts with our ownership record', () => {
    check((desired, records) => {
      const ours = new Set(
        names.flatMap((name) =>
          [name, `_ecs-efs.${name}`].filter(() => has(claimRecord(name, owner), records)),
        ),
      );
      for (const { deletes } of reconcile(owner, desired, records)) {
        for (const record of deletes) expect(ours).toContain(record.name);
      }
    });
  });

  it('the changes keep every record that is not ours', () => {
    check((desired, records) => {
      const after = applyTo(records, reconcile(owner, desired, records));
      const foreign = records.filter(
        ({ name }) => !has(claimRecord(name.replace('_ecs-efs.', ''), owner), records),
      );
      expect(after).toEqual(expect.arrayContaining(foreign));
    });
  });

  it('every created or updated host ends with its addresses', () => {
    check((desired, records) => {
      const decisions = reconcile(owner, desired, records);
      const after = applyTo(records, decisions);
      for (const { host: name, action, desired: should } of decisions) {
        if (action !== 'create' && action !== 'update') continue;
        expect(after.find((record) => record.name === name && record.type === 'A')?.values).toEqual(should);
      }
    });
  });
});

function has(record: RecordSet, records: readonly RecordSet[]): boolean {
  return records.some(({ name, values }) => name === record.name && values[0] === record.values[0]);
}
