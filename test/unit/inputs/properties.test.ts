import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../../../src/domain/diagnostic.ts';
import { sourceText } from '../../../src/inputs/document/source-text.ts';
import { readService } from '../../../src/inputs/service.ts';
import { readTaskDefinition } from '../../../src/inputs/task-definition.ts';
import { asJson } from '../../../src/lib/json.ts';
import { digest } from '../../../src/plan/load/digest.ts';
import { fixtures } from './fixtures.ts';
import { acme } from './read-options.ts';

const readTask = (text: string) =>
  readTaskDefinition({ kind: 'taskdef', name: 'web', source: sourceText('web.taskdef', text) }, acme);
const corpus = fixtures('taskdefs').map(({ text }) => text);
/** Those that are JSON, as values. */
const documents = corpus.flatMap((text) => {
  try {
    return [JSON.parse(text) as object];
  } catch {
    return [];
  }
});

describe('a file is read or refused, and nothing is thrown, if it holds', () => {
  const refusedOrRead = (text: string) => {
    for (const { diagnostics, input } of [
      readTask(text),
      readService({ kind: 'service', name: 'web', source: sourceText('web.service', text) }, acme),
    ]) {
      expect(input === undefined).toBe(diagnostics.some(isError));
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line, column } of diagnostics) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(column).toBeGreaterThanOrEqual(1);
      }
    }
  };

  it('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
        refusedOrRead(Buffer.from(bytes).toString('utf8')),
      ),
    );
  });

  it('text of the characters of JSON', () => {
    const signs = fc.constantFrom(...'{}[]:,"\'/*\\ \n\r\t01.-+eaNIn$_\uFEFF');
    fc.assert(fc.property(fc.string({ unit: signs, maxLength: 60 }), refusedOrRead), { numRuns: 500 });
  });

  it('text that ends in a backslash', () => {
    for (const text of ['"\\', "'a\\", '{"a": "\\', '\\']) refusedOrRead(text);
  });

  it('any JSON', () => {
    fc.assert(fc.property(fc.json(), refusedOrRead));
  });

  it('a file cut off or changed anywhere', () => {
    const edit = fc.tuple(
      fc.constantFrom(...corpus),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string(),
    );
    fc.assert(
      fc.property(edit, ([text, at, inserted]) => {
        const offset = Math.floor(at * text.length);
        refusedOrRead(text.slice(0, offset));
        refusedOrRead(text.slice(0, offset) + inserted + text.slice(offset + 1));
      }),
    );
  });

  it.each(['[', '{"a":', '{a:['])('%s, a hundred thousand times', (bracket) => {
    refusedOrRead(bracket.repeat(100_000));
  });
});

describe('one change of a good file', () => {
  const source = JSON.stringify(documents[0], undefined, 2);

  it('is shown where it was made, for every value replaced by one of another kind', () => {
    for (const document of documents) {
      for (const path of pathsOf(document)) {
        const changed = structuredClone(document);
        set(changed, path, { 'not known': 1 });
        const text = JSON.stringify(changed, undefined, 1);
        const errors = readTask(text).diagnostics.filter(isError);
        if (errors.length === 0) continue;
        const at = text.slice(0, text.indexOf('"not known"')).split('\n').length;
        // The object itself begins on the line before its first member.
        const isThere = errors.some(({ line }) => line === at || line === at - 1);
        // Names are checked where they are used, and a missing member in what holds it.
        const isNear = errors.every(({ message }) =>
          /there is no|needs|list of at least|essential|fill/.test(message),
        );
        expect([path.join('.'), errors.map(({ message }) => message), isThere || isNear]).toEqual([
          path.join('.'),
          errors.map(({ message }) => message),
          true,
        ]);
      }
    }
  });

  it('leaves it good, if it is only white space, a comment or the order of members', () => {
    const original = readTask(source).input;
    expect(original).toBeDefined();
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.infiniteStream(fc.nat(3)), (document, choices) => {
        const plain = readTask(JSON.stringify(document)).input;
        const rewritten = readTask(rewrite(document, () => choices.next().value ?? 0)).input;
        expect(digest(asJson(rewritten?.content) ?? null)).toBe(digest(asJson(plain?.content) ?? null));
      }),
    );
  });
});

/** The paths of every value below the root. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}

function set(root: object, path: readonly (string | number)[], value: unknown): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], root);
  (holder as Record<string, unknown>)[path.at(-1) as string] = value;
}

/** The same value in another of the ways to write it. */
function rewrite(value: unknown, choose: () => number): string {
  const blank = () => ['', ' ', '\r\n\t', '/* c */ // d\n'][choose()] ?? '';
  const list = (parts: string[], open: string, close: string) =>
    `${open}${blank()}${parts.join(`,${blank()}`)}${parts.length > 0 && choose() === 0 ? ',' : ''}${blank()}${close}`;
  if (Array.isArray(value)) {
    return list(
      value.map((element) => rewrite(element, choose)),
      '[',
      ']',
    );
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}${blank()}:${blank()}${rewrite(member, choose)}`,
  );
  return list(choose() % 2 === 0 ? members : members.toReversed(), '{', '}');
}
