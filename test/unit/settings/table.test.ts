import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedPath } from '../../../src/lib/package-files.ts';
import { settingRows } from '../../../src/settings/table.ts';

const names = settingRows.map(({ name }) => name);

describe('each setting', () => {
  // CONFIRM counts on the command line alone.
  it.each(names.filter((name) => name !== 'CONFIRM'))(
    '%s is a commented line of local.mk.example',
    (name) => {
      const lines = readFileSync(shippedPath('local.mk.example'), 'utf8').split('\n');
      expect(lines.filter((line) => line.startsWith(`#${name}=`))).toHaveLength(1);
    },
  );

  it.each(names)('%s is explained in the README', (name) => {
    const text = readFileSync(shippedPath('README.md'), 'utf8');
    expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each(settingRows.flatMap(({ name, flag }) => (flag ? [[name, flag]] : [])))(
    '%s is set by the flag that has its name',
    (name, flag) => {
      expect(flag).toMatch(new RegExp(`^--${name.toLowerCase()} <`));
    },
  );
});
