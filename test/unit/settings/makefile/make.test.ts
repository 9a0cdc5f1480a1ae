import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseMakeAssignments } from '../../../../src/settings/makefile/make-assignments.ts';
import { defineVariables, type Lookup, type Variable } from '../../../../src/settings/makefile/variables.ts';
import { missingTools } from '../../../support/tools.ts';

// The same file, read by GNU make and by us. What is known to differ: we drop blanks at the end of a value.

interface Case {
  readonly file: string;
  readonly environment?: Record<string, string>;
  readonly words?: Record<string, string>;
}

const names = ['A', 'B', 'C'] as const;

function byMake({ file, environment = {}, words = {} }: Case): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-make-'));
  try {
    writeFileSync(join(folder, 'local.mk'), file);
    const shown = names.map((name) => `$(info [$(${name})])`).join('\n');
    writeFileSync(join(folder, 'Makefile'), `include local.mk\n${shown}\nall:;@:\n`);
    const assigned = Object.entries(words).map(([name, value]) => `${name}=${value}`);
    const output = execFileSync('make', ['-rR', '--no-print-directory', '-C', folder, ...assigned], {
      encoding: 'utf8',
      // oxlint-disable-next-line node/no-process-env -- make itself has to be found
      env: { PATH: process.env['PATH'], ...environment },
    });
    return output
      .trim()
      .split('\n')
      .map((line) => line.slice(1, -1).trimEnd());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function byUs({ file, environment = {}, words = {} }: Case): string[] {
  const variable = (value: string): Variable => ({ value, origin: '' });
  const fromEnvironment: Lookup = (name) => {
    const value = environment[name];
    return value === undefined ? undefined : variable(value);
  };
  const overrides = new Map(Object.entries(words).map(([name, value]) => [name, variable(value)]));
  const { assignments, diagnostics } = parseMakeAssignments(file, 'local.mk');
  const variables = defineVariables(assignments, 'local.mk', overrides, {
    environment: fromEnvironment,
    defaults: () => undefined,
  });
  expect([...diagnostics, ...variables.diagnostics]).toEqual([]);
  return names.map((name) => (variables.lookup(name)?.value ?? '').trimEnd());
}

it.skipIf(missingTools({ make: 'make' })).each<[string, string, Omit<Case, 'file'>?]>([
  ['blanks around a value', ' A =  x y  \nB=z\t\n'],
  ['quotes, which mean nothing', 'A="x y"\nB=\'z\'\n'],
  ['signs that mean nothing in a value', 'A=a:b=c;d\nB:=http://x/?y=1\nC==x\n'],
  ['names with dots and dashes', 'a.b-c=1\nA=$(a.b-c)\n'],
  ['comments', '# all\nA=x # comment\nB=1#2\nC=#\n'],
  ['an escaped #', 'A=x\\#y # z\nB=\\#\n'],
  ['a backslash before a comment', 'A=x\\\\#y\nB=x\\\\\\#y#z\n'],
  ['a backslash elsewhere', 'A=a\\b\nB=a\\ b\nC=\\\\\n'],
  ['a continued line', 'A=a \\\n\t b\\\nc\nB=1\n'],
  ['a continued line that is empty', 'A=a\\\n\\\n  b\nB=1 \\\n\nC=2\n'],
  ['a continued line at the end', 'A=1\nB=2 \\\n'],
  ['a continued comment', '# c \\\nA=1\nB=2 # d \\\nC=3\n'],
  ['an even number of backslashes at the end of a line', 'A=a\\\\\nB=1\n'],
  ['line ends of Windows', 'A=x\r\nB=y \\\r\n z\r\n'],
  ['a byte order mark', '\uFEFFA=1\n'],
  ['no line end at the end', 'A=1'],
  ['= expanded where it is used', 'A=$(B)\nB=$(C)\nC=c\n'],
  [':= expanded where it stands', 'A:=$(B)\nB=2\nC:=$(B)$(A)\n'],
  ['::=, which is :=', 'A::=$(B)\nB=2\n'],
  [':= of itself', 'A=1\nA:=$(A)2\n'],
  ['a later assignment', 'A=1\nA=2\nB=$(A)\nA=3\n'],
  ['both kinds of brackets', 'A=${B}$(C)\nB=b\nC=c\n'],
  ['a dollar', 'A=$$x\nB=$$$$\nC=$$(A)\n'],
  ['a dollar that comes out of a reference', 'A=$(B)\nB=$$C\nC=1\n'],
  ['a name that is not set', 'A=x$(NONE)y\nB=$()\n'],
  ['?= of what is set', 'A=1\nA?=2\nB?=1\nB?=2\n'],
  ['?= of what is set to nothing', 'A=\nA?=2\n'],
  ['?= expanded where it is used', 'A?=$(B)\nB=1\n'],
  ['?= against the environment', 'A?=1\nB?=$(A)\n', { environment: { A: 'e' } }],
  ['?= against an empty variable of the environment', 'A?=1\n', { environment: { A: '' } }],
  ['= against the environment', 'A=1\nB=$(A)\n', { environment: { A: 'e' } }],
  ['+= of nothing', 'A+=1\nA+=2\n'],
  ['+= of what is empty', 'A=\nA+=1\nB=1\nB+=\n'],
  ['+= of =, expanded where it is used', 'B=1\nA=$(B)\nA+=$(B)\nB=2\n'],
  ['+= of :=, expanded where it stands', 'B=1\nA:=$(B)\nA+=$(B)\nB=2\n'],
  ['+= of nothing, expanded where it is used', 'A+=$(B)\nB=1\n'],
  ['+= of the environment', 'A+=1\n', { environment: { A: 'e' } }],
  ['a reference to the environment', 'A=$(HOST)\n', { environment: { HOST: 'h' } }],
  ['words against each operator', 'A=1\nB:=1\nC+=1\nA?=2\n', { words: { A: 'a', B: 'b', C: 'c' } }],
  ['a reference to a word', 'B=$(A)\nC:=$(A)\nA=1\n', { words: { A: 'word' } }],
])('reads as make does: %s', (_, file, given = {}) => {
  expect(byUs({ file, ...given })).toEqual(byMake({ file, ...given }));
});
