import { describe, expect, it } from 'vitest';
import type { ResourceChange } from '../../../../src/domain/stack.ts';
import { changeLines, differenceLines } from '../../../../src/report/text/difference-text.ts';

const line = (path: string, before: unknown, after: unknown) =>
  differenceLines([{ path, before: before as string, after: after as string }])[0];

describe('a difference is shown', () => {
  it.each<[string, string, unknown, unknown, string]>([
    ['with both values', 'cpu', 1, 2, 'cpu  1 → 2'],
    ['with nothing before', 'cpu', undefined, 2, 'cpu  (none) → 2'],
    ['with nothing after', 'cpu', 1, undefined, 'cpu  1 → (none)'],
    ['with an empty text', 'a', '', 'b', "a  '' → b"],
    ['as JSON', 'command', ['a'], ['a', 'b'], 'command  ["a"] → ["a","b"]'],
    ['on one line', 'command', 'a\n  b', 'c', 'command  a b → c'],
    [
      'without the value of an environment variable',
      'containerDefinitions[web].environment[PASSWORD].value',
      'old',
      'new',
      'containerDefinitions[web].environment[PASSWORD].value  (hidden) → (hidden)',
    ],
    [
      'without those of a whole container',
      'containerDefinitions[web]',
      undefined,
      { environment: [{ name: 'P', value: 'secret' }] },
      'containerDefinitions[web]  (none) → {"environment":[{"name":"P","value":"(hidden)"}]}',
    ],
    [
      'without a token',
      'logConfiguration.options.splunk-token',
      'a',
      'b',
      'logConfiguration.options.splunk-token  (hidden) → (hidden)',
    ],
  ])('%s', (_, path, before, after, text) => {
    expect(line(path, before, after)).toBe(text);
  });

  it('with both ends of a long value', () => {
    const image = `123456789012.dkr.ecr.us-east-1.amazonaws.com/${'x'.repeat(80)}/app:1.2.3`;
    expect(line('image', image, 'app')).toMatch(/^image {2}123456789012\S*…\S*\/app:1\.2\.3 → app$/);
    expect(line('image', image, 'app')?.length).toBeLessThan(80);
  });

  it('in columns', () => {
    const differences = [
      { path: 'a', before: 1, after: 2 },
      { path: 'long', before: 1, after: 2 },
    ];
    expect(differenceLines(differences)).toEqual(['a     1 → 2', 'long  1 → 2']);
  });
});

it('a change of the stack is shown by resource, with replacements in capitals', () => {
  const change = (overrides: Partial<ResourceChange>): ResourceChange => ({
    action: 'Modify',
    resource: 'A',
    type: 'AWS::X::Y',
    replacement: undefined,
    properties: [],
    ...overrides,
  });
  expect(
    changeLines([
      change({ action: 'Add' }),
      change({ replacement: 'False', properties: ['MaxSize', 'MinSize'] }),
      change({ replacement: 'True', properties: ['Encrypted'] }),
      change({ replacement: 'Conditional' }),
      change({ action: 'Remove' }),
    ]),
  ).toEqual([
    '+ A (AWS::X::Y)',
    '~ A (AWS::X::Y): MaxSize, MinSize',
    '~ A (AWS::X::Y) REPLACED: Encrypted',
    '~ A (AWS::X::Y) MAY BE REPLACED',
    '- A (AWS::X::Y) REMOVED',
  ]);
});
