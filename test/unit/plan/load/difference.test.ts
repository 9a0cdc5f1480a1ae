import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/lib/json.ts';
import { differences } from '../../../../src/plan/load/difference.ts';
import { stableJson } from '../../../../src/plan/load/digest.ts';

const paths = (before: Json, after: Json) => differences(before, after).map(({ path }) => path);
const web = { name: 'web', image: 'nginx:1' };
const db = { name: 'db', image: 'mysql' };

describe('the path of a difference', () => {
  it.each<[string, Json, Json, string[]]>([
    ['none', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['none in another order of members', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a member', { a: 1, b: 1 }, { a: 2, b: 1 }, ['a']],
    ['one that came and one that went', { a: 1 }, { b: 1 }, ['a', 'b']],
    ['one within another', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['a.b.c']],
    [
      'a container’s image',
      { list: [web, db] },
      { list: [{ ...web, image: 'nginx:2' }, db] },
      ['list[web].image'],
    ],
    ['a container more', { list: [web] }, { list: [web, db] }, ['list[db]']],
    ['a container less', { list: [web, db] }, { list: [web] }, ['list[db]']],
    ['a list without names', { list: [1, 2] }, { list: [1, 3] }, ['list']],
    ['a list in which a name comes twice', { list: [web, web] }, { list: [web] }, ['list']],
    ['a tag', { tags: [{ key: 'a', value: '1' }] }, { tags: [{ key: 'a', value: '2' }] }, ['tags[a].value']],
    [
      'a mount, by its path',
      { m: [{ containerPath: '/a' }] },
      { m: [{ containerPath: '/a', readOnly: true }] },
      ['m[/a].readOnly'],
    ],
    ['a list instead of a value', { a: 1 }, { a: [1] }, ['a']],
  ])('%s', (_, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
  });
});

it('holds the value before and after', () => {
  expect(differences({ a: 1 }, { a: 2 })).toEqual([{ path: 'a', before: 1, after: 2 }]);
  expect(differences({}, { a: 2 })).toEqual([{ path: 'a', before: undefined, after: 2 }]);
});

it('finds none between a value and itself, and never one between equal values', () => {
  assert(
    property(jsonValue(), jsonValue(), (left, right) => {
      expect(differences(left as Json, structuredClone(left) as Json)).toEqual([]);
      for (const { before, after } of differences(left as Json, right as Json)) {
        expect(before === undefined || after === undefined || stableJson(before) !== stableJson(after)).toBe(
          true,
        );
      }
    }),
  );
});
