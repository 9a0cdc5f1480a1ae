import fc from 'fast-check';
import JSON5 from 'json5';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseJsonDocument } from '../../../../src/inputs/document/json-document.ts';
import { sourceText } from '../../../../src/inputs/document/source-text.ts';
import { fixtures } from '../fixtures.ts';

// The oracle is json5, the reference implementation of JSON5.

interface Outcome {
  readonly isAccepted: boolean;
  readonly value?: unknown;
}

function ours(text: string): Outcome {
  const { document, diagnostics } = parseJsonDocument(sourceText('web.taskdef', text));
  return document && diagnostics.length === 0
    ? { isAccepted: true, value: document.value }
    : { isAccepted: false };
}

function theirs(text: string): Outcome {
  try {
    return { isAccepted: true, value: JSON5.parse(text) };
  } catch {
    return { isAccepted: false };
  }
}

/** Whether a text holds what is refused on purpose. */
function isRefusedOnPurpose(text: string): boolean {
  return parseJsonDocument(sourceText('web.taskdef', text)).diagnostics.some(({ message }) =>
    /is given twice|is not a number that AWS knows/.test(message),
  );
}

// It warns of line separators in texts, which are valid.
beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

const corpus = [...fixtures('taskdefs'), ...fixtures('services')];

describe('the parser accepts what json5 accepts, with the same value:', () => {
  it.each(corpus.map(({ file, text }) => [file, text]))('the fixture %s', (_, text) => {
    expect(ours(text)).toEqual(theirs(text));
    expect(ours(text).isAccepted).toBe(true);
  });

  const agrees = (text: string) => {
    if (!isRefusedOnPurpose(text)) expect(ours(text)).toEqual(theirs(text));
  };

  it('any JSON', () => {
    fc.assert(fc.property(fc.json(), agrees));
  });

  it('what json5 itself writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, space) =>
        agrees(JSON5.stringify(value, undefined, space)),
      ),
    );
  });

  it('random lists of tokens', () => {
    const tokens = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        ' ',
        '\n',
        '\u2028',
        '\u00A0',
        '// c\n',
        '/* c */',
        'a',
        '$b',
        '\\u0061',
        'é',
      ],
      ...['null', 'true', 'false', '0', '-1', '+1', '.5', '5.', '1e3', '0x1F', '01', '0x', '- 1', '1_0'],
      ...[
        '""',
        "''",
        '"a"',
        "'b'",
        '"\\x41"',
        '"\\u0041"',
        '"\\\n"',
        '"\\q"',
        '"\t"',
        '"\u2028"',
        '"\\0"',
        '"\\01"',
        '"\n"',
      ],
    );
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 12 }), (list) => agrees(list.join(''))),
      { numRuns: 5000 },
    );
  });

  it('a fixture with one character changed', () => {
    const signs = fc.constantFrom(...'{}[]:,"\'/*\\ \n\r01.-+eaN$_\uFEFF');
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.double({ min: 0, max: 1, noNaN: true }),
        signs,
        ({ text }, at, sign) => {
          const offset = Math.floor(at * text.length);
          agrees(text.slice(0, offset) + sign + text.slice(offset + 1));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the parser refuses on purpose what json5 accepts:', () => {
  it.each([
    ['a name that occurs twice, of which one would be lost', '{ a: 1, a: 2 }', /'a' is given twice/],
    ['NaN, which JSON cannot send', '[NaN]', /NaN is not a number that AWS knows/],
    ['an infinite number, which JSON cannot send', '[-Infinity]', /-Infinity is not a number that AWS knows/],
    [
      'more levels than any file of AWS has',
      `${'['.repeat(101)}1${']'.repeat(101)}`,
      /more than 100 objects/,
    ],
  ])('%s', (_, text, message) => {
    expect(theirs(text).isAccepted).toBe(true);
    const { diagnostics } = parseJsonDocument(sourceText('web.taskdef', text));
    expect(diagnostics).toMatchObject([{ message: expect.stringMatching(message) }]);
  });

  it('but not one level less', () => {
    expect(ours(`${'['.repeat(100)}1${']'.repeat(100)}`).isAccepted).toBe(true);
  });
});
