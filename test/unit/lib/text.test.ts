import { describe, expect, it } from 'vitest';
import { byteSize, duration, plural, table } from '../../../src/lib/text.ts';

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('a count of %i reads %s', (count, expected) => {
  expect(plural(count, 'file')).toBe(expected);
});

it.each([
  [-5, '0s'],
  [9400, '9s'],
  [65_000, '1m05s'],
  [7_800_000, '2h10m'],
])('a duration of %i ms reads %s', (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [6144, '6.14 kB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [1_500_000, '1.50 MB'],
  [6e9, '6.00 GB'],
  [3e15, '3000 TB'],
])('%i bytes read %s', (bytes, expected) => {
  expect(byteSize(bytes)).toBe(expected);
});

describe('a table', () => {
  const rows = [
    ['a', '10', 'x'],
    ['bcd', '5'],
  ];

  it('aligns its columns to the left, without blanks at the end', () => {
    expect(table(rows)).toEqual(['a    10  x', 'bcd  5']);
  });

  it('aligns all columns but the first to the right on request', () => {
    expect(table(rows, 'right')).toEqual(['a    10  x', 'bcd   5']);
  });
});
