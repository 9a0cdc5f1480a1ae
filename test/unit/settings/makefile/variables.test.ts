import { describe, expect, it } from 'vitest';
import { parseMakeAssignments } from '../../../../src/settings/makefile/make-assignments.ts';
import { defineVariables } from '../../../../src/settings/makefile/variables.ts';

const define = (file: string) =>
  defineVariables(parseMakeAssignments(file, 'local.mk').assignments, 'local.mk', new Map(), {
    environment: () => undefined,
    defaults: () => undefined,
  });

describe('defineVariables refuses', () => {
  it.each([
    ['a function', 'A=$(shell date)', "'$(shell date)' is a function of make"],
    ['a function with commas', 'A:=$(subst,a,b)', "'$(subst,a,b)' is a function of make"],
    ['a substitution', 'A=$(B:.c=.o)', "'$(B:.c=.o)' is a function of make"],
    ['a name made from another', 'A=$(${B})', "'$(${B})' is a function of make"],
    ['the same in round brackets', 'A=$($(B))', "'$(': write $(NAME)"],
    ['a single letter', 'A=$B', "'$B': write $(NAME) for a variable, $$ for a dollar"],
    ['a single dollar', 'A=x$', "'$': write $(NAME) for a variable, $$ for a dollar"],
    ['a variable of itself', 'A=$(A) x', 'A refers to itself; use := if that is meant'],
  ])('%s', (_, line, message) => {
    expect(define(`# first\n  ${line}\n`).diagnostics).toEqual([
      { file: 'local.mk', line: 2, column: 3, message: expect.stringContaining(message) },
    ]);
  });

  it('a wrong reference once, however often the variable is used', () => {
    expect(define('A=$(shell date)\nB=$(A)$(A)\nC=$(A)\n').diagnostics).toHaveLength(1);
  });

  it('a circular reference on each of its lines', () => {
    expect(define('A=$(B)\nB=$(C)\nC=$(A)\n').diagnostics.map(({ line }) => line)).toEqual(
      expect.arrayContaining([1, 2, 3]),
    );
  });
});

it('the origin of a variable is the last line that changes it', () => {
  const { lookup, names } = define('A=1\nB=2\nA+=3\nB?=4\n');
  expect([lookup('A'), lookup('B'), lookup('C')]).toEqual([
    { value: '1 3', origin: 'local.mk:3' },
    { value: '2', origin: 'local.mk:2' },
    undefined,
  ]);
  expect(names).toEqual(['A', 'B']);
});
