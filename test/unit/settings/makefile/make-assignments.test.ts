import { describe, expect, it } from 'vitest';
import { parseMakeAssignments } from '../../../../src/settings/makefile/make-assignments.ts';

const diagnosticsOf = (text: string) =>
  parseMakeAssignments(text, 'local.mk').diagnostics.map(({ line, column, message }) => ({
    at: `${line}:${column}`,
    message,
  }));

describe('parseMakeAssignments refuses', () => {
  it.each([
    ['include', 'include other.mk', "'include' is not supported here"],
    ['-include', '-include other.mk', "'-include' is not supported here"],
    ['export', 'export A=1', "'export' is not supported here"],
    ['override', 'override A=1', "'override' is not supported here"],
    ['a condition', 'ifeq ($(A),1)', "'ifeq' is not supported here"],
    ['the end of one', '  endif', "'endif' is not supported here"],
    ['define', 'define A', "'define' is not supported here"],
    ['a command', 'A != date', "'!=' would run a command"],
    ['a rule', 'all: web', 'rules and recipes are not supported here'],
    ['a recipe', '\tdocker build .', 'rules and recipes are not supported here'],
    ['a word', 'sandbox', "found 'sandbox'"],
    ['a value without a name', '= x', "found '= …'"],
    ['a shell habit', 'A B=1', "found 'A …'"],
  ])('%s', (_, line, message) => {
    const column = line.search(/\S/) + 1;
    expect(diagnosticsOf(`# first\n${line}\nB=2\n`)).toEqual([
      { at: `2:${column}`, message: expect.stringContaining(message) },
    ]);
  });

  it('all wrong lines at once, and reads the others', () => {
    const { assignments, diagnostics } = parseMakeAssignments('A=1\nall: x\nB=2\nfoo\n', 'local.mk');
    expect(assignments.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual(['local.mk:2', 'local.mk:4']);
  });

  it('a continued line at the line where it begins', () => {
    expect(diagnosticsOf('A=1 \\\n  2\nfoo \\\n bar\n')).toEqual([
      { at: '3:1', message: expect.stringContaining("'foo …'") },
    ]);
  });
});

it('parseMakeAssignments gives the location of each assignment', () => {
  const { assignments } = parseMakeAssignments('# a\n\nA = 1\r\n  B:=2 \\\n 3\nC?=4', 'local.mk');
  expect(assignments).toEqual([
    { name: 'A', operator: '=', value: '1', line: 3, column: 1 },
    { name: 'B', operator: ':=', value: '2 3', line: 4, column: 3 },
    { name: 'C', operator: '?=', value: '4', line: 6, column: 1 },
  ]);
});
