import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  batchesOf,
  reconcile,
  type RecordSet,
  type Verdict,
} from '../../../../src/cluster/dns-function/reconcile.ts';
import { addressRecord, applyTo, claimRecord } from '../../../support/route53-zone.ts';

const owner = 'stack/acme';
const host = 'web.example';
const claim = claimRecord(host, owner);
const at = (...values: string[]) => addressRecord(host, ...values);
const cname: RecordSet = { name: host, type: 'CNAME', ttl: 300, values: ['elsewhere.example'] };
const ipv6: RecordSet = { name: host, type: 'AAAA', ttl: 300, values: ['2001:db8::1'] };
const weighted = (record: RecordSet): RecordSet => ({ ...record, special: true });

function verdictOn(records: readonly RecordSet[], addresses?: readonly string[]): Verdict | undefined {
  return reconcile(owner, new Map(addresses && [[host, addresses]]), records)[0];
}

describe('a host', () => {
  const one = ['192.0.2.1'];
  const two = ['192.0.2.1', '192.0.2.2'];
  const stays: string[] = [];

  it.each<[string, RecordSet[], string[] | undefined, Partial<Verdict> | undefined]>([
    [
      'without a record gets one, with its claim',
      [],
      one,
      { act: 'create', creates: [at(...one), claim], deletes: [] },
    ],
    ['with the right record is kept', [at(...one), claim], one, { act: 'keep', creates: [], deletes: [] }],
    [
      'with its values in another order is kept',
      [at(...two.toReversed()), claim],
      two,
      { act: 'keep', creates: [] },
    ],
    [
      'with other values is updated by deleting what was read',
      [at(...one), claim],
      two,
      { act: 'update', deletes: [at(...one)], creates: [at(...two)] },
    ],
    [
      'with another TTL is updated',
      [{ ...at(...one), ttl: 300 }, claim],
      one,
      { act: 'update', deletes: [{ ...at(...one), ttl: 300 }] },
    ],
    ['that only has its claim gets its record', [claim], one, { act: 'create', creates: [at(...one)] }],
    [
      'that nothing serves is removed with its claim',
      [at(...one), claim],
      undefined,
      { act: 'remove', deletes: [at(...one), claim], creates: [] },
    ],
    ['whose record is gone loses its claim too', [claim], undefined, { act: 'remove', deletes: [claim] }],
    ['whose tasks are not ready keeps what it has', [at(...one), claim], stays, { act: 'keep', deletes: [] }],
    ['whose tasks are not ready gets no record', [], stays, { act: 'keep', creates: [] }],
    [
      'with an A record of someone else is refused',
      [at(...one)],
      one,
      { act: 'refuse', creates: [], deletes: [] },
    ],
    ['with an AAAA record of someone else is refused', [ipv6], one, { act: 'refuse' }],
    ['with a CNAME of someone else is refused', [cname], one, { act: 'refuse' }],
    ['of another stack is refused', [at(...one), claimRecord(host, 'stack/other')], two, { act: 'refuse' }],
    [
      'of another stack that is not served is no concern',
      [at(...one), claimRecord(host, 'stack/other')],
      undefined,
      undefined,
    ],
    [
      'claimed by two is refused',
      [at(...one), { ...claim, values: [...claim.values, '"other"'] }],
      two,
      { act: 'refuse' },
    ],
    [
      'with an AAAA record beside its own keeps that',
      [at(...one), ipv6, claim],
      two,
      { act: 'update', deletes: [at(...one)] },
    ],
    [
      'with a CNAME where its claim would be is refused',
      [{ ...cname, name: claim.name }],
      one,
      { act: 'refuse' },
    ],
    ['whose record was replaced by a CNAME is refused', [cname, claim], one, { act: 'refuse' }],
    [
      'whose record was given a routing policy is refused',
      [weighted(at(...one)), claim],
      two,
      { act: 'refuse' },
    ],
    [
      'whose claim was given a routing policy is refused',
      [at(...one), weighted(claim)],
      two,
      { act: 'refuse' },
    ],
    [
      'that is gone leaves a foreign CNAME alone',
      [cname, claim],
      undefined,
      { act: 'remove', deletes: [claim] },
    ],
    [
      'with a foreign TXT record at its own name is created',
      [{ ...claim, name: host }],
      one,
      { act: 'create' },
    ],
  ])('%s', (_, records, addresses, expected) => {
    const verdict = verdictOn(records, addresses);
    expect(verdict).toEqual(expected && expect.objectContaining(expected));
  });

  it('says what there is and what there should be', () => {
    expect(verdictOn([at(...one), claim], two)).toMatchObject({ host, is: one, should: two });
  });

  it('has at most the 400 addresses that Route 53 takes', () => {
    const many = Array.from({ length: 500 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    expect(verdictOn([], many)?.creates[0]?.values).toHaveLength(400);
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

/** What may stand in a zone for one host: ours, foreign, half of either, or nothing. */
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

  it('the changes are valid, and after them there is nothing left to change', () => {
    check((desired, records) => {
      const after = applyTo(records, reconcile(owner, desired, records));
      const again = reconcile(owner, desired, after);
      expect(again.flatMap(({ deletes, creates }) => [...deletes, ...creates])).toEqual([]);
    });
  });

  it('nothing is deleted but what has our claim', () => {
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

  it('what is not ours is still there afterwards', () => {
    check((desired, records) => {
      const after = applyTo(records, reconcile(owner, desired, records));
      const foreign = records.filter(
        ({ name }) => !has(claimRecord(name.replace('_ecs-efs.', ''), owner), records),
      );
      expect(after).toEqual(expect.arrayContaining(foreign));
    });
  });

  it('every host that no one else holds ends with its addresses', () => {
    check((desired, records) => {
      const verdicts = reconcile(owner, desired, records);
      const after = applyTo(records, verdicts);
      for (const { host: name, act, should } of verdicts) {
        if (act !== 'create' && act !== 'update') continue;
        expect(after.find((record) => record.name === name && record.type === 'A')?.values).toEqual(should);
      }
    });
  });
});

function has(record: RecordSet, records: readonly RecordSet[]): boolean {
  return records.some(({ name, values }) => name === record.name && values[0] === record.values[0]);
}

describe('the batches', () => {
  const sized = fc.record({
    deletes: fc.nat(400),
    creates: fc.nat(400),
    length: fc.integer({ min: 1, max: 20 }),
  });
  const verdictOf = (
    { deletes, creates, length }: { deletes: number; creates: number; length: number },
    index: number,
  ): Verdict => {
    const values = (count: number) => Array.from({ length: count }, () => 'x'.repeat(length));
    const name = `host-${index}`;
    const record = (count: number) => (count ? [addressRecord(name, ...values(count))] : []);
    return {
      host: name,
      act: 'update',
      why: '',
      is: [],
      should: [],
      deletes: record(deletes),
      creates: record(creates),
    };
  };
  const valuesOf = (batch: readonly Verdict[]) =>
    batch.flatMap(({ deletes, creates }) => [...deletes, ...creates].flatMap(({ values }) => values));

  it('hold every change once, in order, within the limits of Route 53', () => {
    fc.assert(
      fc.property(fc.array(sized, { maxLength: 40 }), (sizes) => {
        const verdicts = sizes.map(verdictOf);
        const batches = batchesOf(verdicts);
        expect(batches.flat()).toEqual(verdicts.filter((verdict) => valuesOf([verdict]).length));
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(valuesOf(batch).length).toBeLessThanOrEqual(1000);
          expect(valuesOf(batch).join('').length).toBeLessThanOrEqual(32_000);
        }
      }),
    );
  });

  it('hold one host each if nothing more fits', () => {
    const verdicts = [1, 2, 3].map((creates, index) => verdictOf({ deletes: 0, creates, length: 9 }, index));
    expect(batchesOf(verdicts, 1).map((batch) => batch.length)).toEqual([1, 1, 1]);
  });

  it('are full: 300 new hosts with one address need two, because of the length of the claims', () => {
    const stack = `arn:aws:cloudformation:eu-central-1:123456789012:stack/${'x'.repeat(60)}/${'0'.repeat(36)}`;
    const desired = new Map(
      Array.from({ length: 300 }, (_, index) => [`h${index}.example`, ['192.0.2.111']]),
    );
    expect(batchesOf(reconcile(stack, desired, [])).length).toBe(2);
  });
});
