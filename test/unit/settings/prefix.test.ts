import { property, string, assert, option } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPrefix, defaultPrefix } from '../../../src/settings/prefix.ts';

describe('the default prefix', () => {
  it.each<[string, [string, string, string | undefined], string]>([
    ['joins folder, user and profile', ['shop', 'ann', 'dev'], 'shop-ann-dev'],
    ['leaves out a profile that is not set', ['shop', 'ann', undefined], 'shop-ann'],
    ['turns what AWS refuses into single dashes', ['my_shop v2', 'ann.b', 'dev'], 'my-shop-v2-ann-b-dev'],
    ['begins with a letter', ['2024-shop', 'ann', 'dev'], 'shop-ann-dev'],
    ['does not end in a dash', ['shop', 'ann', '!!'], 'shop-ann'],
    ['is cluster if nothing is left', ['12', '34', '56'], 'cluster'],
  ])('%s', (_, parts, expected) => {
    expect(defaultPrefix(...parts)).toBe(expected);
  });

  it('is accepted by AWS, whatever the names of folder and user', () => {
    const name = string({ unit: 'binary', maxLength: 70 });
    assert(
      property(name, name, option(name, { nil: undefined }), (folder, user, profile) => {
        checkPrefix(defaultPrefix(folder, user, profile), 'default');
      }),
    );
  });
});

describe('a prefix', () => {
  it.each(['a', 'A1', 'shop-ann', 'x'.repeat(100)])('may be %s', (prefix) => {
    expect(() => checkPrefix(prefix, 'local.mk:1')).not.toThrow();
  });

  it.each(['1a', '-a', 'a-', 'a_b', 'a.b', 'ä', 'x'.repeat(101)])('may not be %s', (prefix) => {
    expect(() => checkPrefix(prefix, 'local.mk:1')).toThrow(`PREFIX is '${prefix}' (local.mk:1)`);
  });

  it('that is refused comes with one that is accepted', () => {
    expect(() => checkPrefix('my shop', 'local.mk:1')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('PREFIX=my-shop ') }),
    );
  });
});
