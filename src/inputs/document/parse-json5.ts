import type { Json } from '../../lib/json.ts';
import { mayHoldSecret } from '../../lib/secrets.ts';

/** A value with the offset of its first character. */
export type JsonNode = { readonly start: number } & (
  | { readonly kind: 'scalar'; readonly value: Json }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
);

export interface JsonMember {
  readonly name: string;
  readonly start: number;
  readonly value: JsonNode;
}

export interface JsonComment {
  readonly text: string;
  readonly start: number;
  /** Whether something other than a comment comes before it in the same line. */
  readonly isTrailing: boolean;
  /** The offset of what follows it. */
  readonly next: number;
}

/** The text is not JSON5. */
export class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Far more than AWS's requests have; every function that walks through a value can recurse that deep. */
const deepestLevel = 100;

const blanks = /\s*/y;
const comment = /\/\/.*|\/\*[^]*?\*\//y;
const quoted = /"([^"\\\n\r]*(?:\\(?:\r\n|[^])[^"\\\n\r]*)*)"|'([^'\\\n\r]*(?:\\(?:\r\n|[^])[^'\\\n\r]*)*)'/y;
const number = /[+-]?(?:0[xX][\da-fA-F]+|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|Infinity|NaN)/y;
const word = /(?:[$_\p{ID_Start}]|\\u[\da-fA-F]{4})(?:[$_\u200C\u200D\p{ID_Continue}]|\\u[\da-fA-F]{4})*/uy;
const bareName = /^[$_\p{ID_Start}][$_\u200C\u200D\p{ID_Continue}]*$/u;
const constants: Readonly<Record<string, Json>> = { null: null, true: true, false: false };

/**
 * Parses JSON5 (https://spec.json5.org) and keeps the offset of every value. Names that occur twice, NaN and Infinity
 * are valid JSON5; the caller reports them.
 *
 * @throws JsonSyntaxError
 */
export function parseJson5(text: string): { root: JsonNode; comments: JsonComment[] } {
  const comments: JsonComment[] = [];
  let offset = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (found) offset += found[0].length;
    return found;
  };
  const skip = () => {
    const from = offset;
    const found: Omit<JsonComment, 'next'>[] = [];
    for (;;) {
      match(blanks);
      const start = offset;
      const [note] = match(comment) ?? [];
      if (note === undefined) break;
      found.push({ text: note, start, isTrailing: from > 0 && !/[\n\r]/.test(text.slice(from, start)) });
    }
    comments.push(...found.map((each) => ({ ...each, next: offset })));
  };
  const take = (sign: string): boolean => {
    if (text[offset] !== sign) return false;
    offset += 1;
    return true;
  };
  /** Skips blanks and comments around a sign. */
  const takeBetween = (sign: string): boolean => {
    skip();
    if (!take(sign)) return false;
    skip();
    return true;
  };

  const parseValue = (depth: number): JsonNode => {
    const start = offset;
    if (depth > deepestLevel) throw new JsonSyntaxError(start, tooDeep);
    if (take('{')) return { kind: 'object', start, members: parseList('}', () => parseMember(depth)) };
    if (take('[')) return { kind: 'list', start, items: parseList(']', () => parseValue(depth + 1)) };
    const string = match(quoted);
    if (string) return { kind: 'scalar', start, value: unescape(string[1] ?? string[2] ?? '', start) };
    const [amount] = match(number) ?? [];
    if (amount !== undefined) return { kind: 'scalar', start, value: toNumber(amount) };
    const [name = ''] = match(word) ?? [];
    const value = Object.hasOwn(constants, name) ? constants[name] : undefined;
    if (value === undefined) throw unexpected(text, start, 'value');
    return { kind: 'scalar', start, value };
  };
  const parseMember = (depth: number): JsonMember => {
    const start = offset;
    const string = match(quoted);
    const [bare] = string ? [] : (match(word) ?? []);
    const name = string ? unescape(string[1] ?? string[2] ?? '', start) : unescape(bare ?? '', start);
    if (!string && !bareName.test(name)) throw unexpected(text, start, 'name');
    if (!takeBetween(':')) throw unexpected(text, offset, 'sign');
    return { name, start, value: parseValue(depth + 1) };
  };
  const parseList = <Item>(end: string, parseItem: () => Item): Item[] => {
    const items: Item[] = [];
    skip();
    while (!take(end)) {
      items.push(parseItem());
      if (takeBetween(',')) continue;
      if (text[offset] !== end) throw unexpected(text, offset, 'sign');
    }
    return items;
  };

  skip();
  const root = parseValue(0);
  skip();
  if (offset < text.length) throw unexpected(text, offset, 'sign');
  return { root, comments };
}

const tooDeep = `more than ${deepestLevel} objects and lists inside each other; a bracket is out of place`;

function toNumber(text: string): number {
  const magnitude = Number(text.replace(/^[+-]/, ''));
  return text.startsWith('-') ? -magnitude : magnitude;
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
};

function unescape(text: string, start: number): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[^])(?=(\d?)))/g,
    (escape: string, unicode?: string, byte?: string, sign = '', digit = '') => {
      const code = unicode ?? byte;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (/[1-9ux]/.test(sign) || (sign === '0' && digit)) {
        throw new JsonSyntaxError(start, `'${escape}' is not an escape of JSON5; write \\\\ for a backslash`);
      }
      return /[\n\r\u2028\u2029]/.test(sign) ? '' : (escapes[sign] ?? sign);
    },
  );
}

/** What an unexpected character means to the author of the file. */
function unexpected(text: string, offset: number, expected: 'value' | 'name' | 'sign'): JsonSyntaxError {
  const rest = text.slice(offset);
  if (text.replace(/^\uFEFF/, '').trim() === '') return new JsonSyntaxError(0, 'the file is empty');
  if (/^(?:$|\/\*|"(?:[^"\\\n\r]|\\[^])*\\?$|'(?:[^'\\\n\r]|\\[^])*\\?$)/.test(rest)) {
    const end = text.trimEnd().length;
    return new JsonSyntaxError(end, 'the file ends too early: a closing quote, } or ] is missing');
  }
  const found = /^(?:[\w$.+-]+|.)/su.exec(rest)?.[0] ?? '';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const isSecret = /^[\w$]/.test(found) && mayHoldSecret(line);
  const shown = isSecret ? 'this' : `'${found}'`;
  if (expected === 'sign' && /^["'\w{[]/.test(found)) {
    return new JsonSyntaxError(offset, `a comma or a colon is missing before ${isSecret ? 'this' : found}`);
  }
  if (/^["']/.test(found)) return new JsonSyntaxError(offset, 'this text has no closing quote in its line');
  if (expected === 'value' && /^[A-Za-z_$]/.test(found)) {
    return new JsonSyntaxError(offset, `${shown} is not a value: put text into double quotes`);
  }
  return new JsonSyntaxError(offset, `${shown} is not expected here`);
}
