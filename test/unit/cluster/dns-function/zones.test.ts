import { describe, expect, it } from 'vitest';
import { zonesOf } from '../../../../src/cluster/dns-function/reconcile.ts';

const zones = ['example.com', 'apps.example.com', 'example.org', 'twice.example', 'twice.example'].map(
  (name, index) => ({ id: `Z${index}`, name, size: 2 }),
);

describe('the zone of a host', () => {
  it.each([
    ['web.example.com', ['Z0'], 'a parent'],
    ['example.com', ['Z0'], 'the name itself'],
    ['web.apps.example.com', ['Z1'], 'the longest of two parents'],
    ['a.b.example.org', ['Z2'], 'a parent of a parent'],
    ['webexample.com', [], 'not a name that only ends alike'],
    ['example.net', [], 'none'],
    ['com', [], 'not a child'],
    ['web.twice.example', ['Z3', 'Z4'], 'both of the same name'],
  ])('%s is in %j: %s', (host, ids) => {
    expect(zonesOf(host, zones).map(({ id }) => id)).toEqual(ids);
  });
});
