import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf, reconcile, type Decision } from '../../../../src/cluster/dns-function/reconcile.ts';
import { addressRecord } from '../../../support/route53-zone.ts';

describe('the batches', () => {
  const sized = fc.record({
    deletes: fc.nat(400),
    creates: fc.nat(400),
    length: fc.integer({ min: 1, max: 20 }),
  });
  const decisionOf = (
    { deletes, creates, length }: { deletes: number; creates: number; length: number },
    index: number,
  ): Decision => {
    const values = (count: number) => Array.from({ length: count }, () => 'x'.repeat(length));
    const name = `host-${index}`;
    const record = (count: number) => (count ? [addressRecord(name, ...values(count))] : []);
    return {
      host: name,
      action: 'update',
      reason: '',
      current: [],
      desired: [],
      deletes: record(deletes),
      creates: record(creates),
    };
  };
  const valuesOf = (batch: readonly Decision[]) =>
    batch.flatMap(({ deletes, creates }) => [...deletes, ...creates].flatMap(({ values }) => values));

  it('hold every change once, in order, within the limits of Route 53', () => {
    fc.assert(
      fc.property(fc.array(sized, { maxLength: 40 }), (sizes) => {
        const decisions = sizes.map(decisionOf);
        const batches = batchesOf(decisions);
        expect(batches.flat()).toEqual(decisions.filter((decision) => valuesOf([decision]).length));
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(valuesOf(batch).length).toBeLessThanOrEqual(1000);
          expect(valuesOf(batch).join('').length).toBeLessThanOrEqual(32_000);
        }
      }),
    );
  });

  it('hold one host each if no second one fits', () => {
    const decisions = [1, 2, 3].map((creates, index) =>
      decisionOf({ deletes: 0, creates, length: 9 }, index),
    );
    expect(batchesOf(decisions, 1).map((batch) => batch.length)).toEqual([1, 1, 1]);
  });

  it('are full: 300 new hosts with one address need two, because of the length of their ownership records', () => {
    const stack = `arn:aws:cloudformation:eu-central-1:123456789012:stack/${'x'.repeat(60)}/${'0'.repeat(36)}`;
    const desired = new Map(
      Array.from({ length: 300 }, (_, index) => [`h${index}.example`, ['192.0.2.111']]),
    );
    expect(batchesOf(reconcile(stack, desired, [])).length).toBe(2);
  });
});
