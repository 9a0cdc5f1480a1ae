import type { Location, Diagnostic } from '../../domain/diagnostic.ts';
import { parse, type MemberNode, type ValueNode } from '@humanwhocodes/momoa';

import type { Json } from '../../lib/json.ts';
import { isSpellingOf } from '../schema/member-names.ts';
import type { SourceText } from './source-text.ts';

export type Path = readonly (string | number)[];

/** A JSON5 file that still knows where each of its values stands. */
export interface JsonDocument {
  readonly value: Json;
  /** Where the value that `path` leads to stands, or the nearest one above it that exists. */
  location(path: Path): Location;
  /** A diagnostic at that place. */
  diagnostic(path: Path, message: string): Diagnostic;
  /** Where the name of the member that `path` leads to stands, or as `place`. */
  nameLocation(path: Path): Location;
}

/**
 * Reads JSON5: JSON with comments, trailing commas, single quotes and bare names.
 *
 * @returns the document, or the diagnostics that keep it from being one
 * @see https://spec.json5.org
 */
export function parseJsonDocument(
  source: SourceText,
): { document: JsonDocument; diagnostics: Diagnostic[] } | { document?: never; diagnostics: Diagnostic[] } {
  let body: ValueNode;
  try {
    // Without a line end, the parser would never come back from a backslash that is the last character.
    body = parse(`${source.text}\n`, { mode: 'json5' }).body;
  } catch (error) {
    return { diagnostics: [syntaxDiagnostic(source, error)] };
  }
  const diagnostics: Diagnostic[] = [];
  const deep = deepest(body);
  if (deep) return { diagnostics: [{ ...source.location(deep.loc.start.offset), message: tooDeep }] };
  const value = toValue(body, (node, message) =>
    diagnostics.push({ ...source.location(node.loc.start.offset), message }),
  );
  const location = (path: Path) => source.location(nodeAt(body, path).loc.start.offset);
  const nameLocation = (path: Path) => {
    const member = memberOf(nodeAt(body, path.slice(0, -1)), path.at(-1));
    return member ? source.location(member.name.loc.start.offset) : location(path);
  };
  return {
    diagnostics,
    document: {
      value,
      location,
      diagnostic: (path, message) => ({ ...location(path), message }),
      nameLocation,
    },
  };
}

/** No file of AWS comes near it; beyond, what walks through a value could run out of stack. */
const deepestLevel = 100;
const tooDeep = `more than ${deepestLevel} objects and lists inside each other; a bracket is out of place`;

/** The first value that lies too deep. */
function deepest(root: ValueNode): ValueNode | undefined {
  let level = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestLevel) return level[0];
    level = level.flatMap((node) => {
      if (node.type === 'Object') return node.members.map((member) => member.value);
      return node.type === 'Array' ? node.elements.map((element) => element.value) : [];
    });
  }
  return undefined;
}

function toValue(node: ValueNode, refuse: (node: ValueNode | MemberNode, message: string) => void): Json {
  switch (node.type) {
    case 'Object': {
      const members = new Map<string, Json>();
      for (const member of node.members) {
        const name = memberName(member);
        if (members.has(name)) refuse(member, `'${name}' is given twice in the same object`);
        members.set(name, toValue(member.value, refuse));
      }
      return Object.fromEntries(members);
    }
    case 'Array':
      return node.elements.map((element) => toValue(element.value, refuse));
    case 'Null':
      return null;
    case 'NaN':
    case 'Infinity':
      refuse(node, `${node.type} is not a number that AWS knows`);
      return null;
    default:
      return node.value;
  }
}

function memberName(member: MemberNode): string {
  return member.name.type === 'String' ? member.name.value : member.name.name;
}

/** The member of that name; failing that, the one that CloudFormation spells so. */
function memberOf(node: ValueNode, name: string | number | undefined): MemberNode | undefined {
  if (node.type !== 'Object') return undefined;
  const exact = node.members.findLast((member) => memberName(member) === name);
  if (exact || typeof name !== 'string') return exact;
  return node.members.findLast((member) => isSpellingOf(memberName(member), name));
}

function nodeAt(root: ValueNode, path: Path): ValueNode {
  let node = root;
  for (const step of path) {
    const next: ValueNode | undefined =
      node.type === 'Array' ? node.elements[Number(step)]?.value : memberOf(node, step)?.value;
    if (!next) return node;
    node = next;
  }
  return node;
}

/** What a parser's «unexpected token» means to the one who wrote the file. */
function syntaxDiagnostic(source: SourceText, error: unknown): Diagnostic {
  const { text } = source;
  const diagnostic = (offset: number, message: string): Diagnostic => ({
    ...source.location(offset),
    message,
  });
  const at = error as { line?: number; column?: number };
  if (text.replace(/^\uFEFF/, '').trim() === '') return diagnostic(0, 'the file is empty');
  if (error instanceof RangeError) return diagnostic(0, tooDeep);
  const offset = offsetOf(text, at.line ?? 1, at.column ?? 1);
  // The parser tells a file that ends after a bracket, a comma or a colon by that sign.
  if (/end of input/.test(String(error)) || /^[{[,:]?\s*$/.test(text.slice(offset))) {
    return diagnostic(text.trimEnd().length, 'the file ends too early: a closing quote, } or ] is missing');
  }
  const found = /^(?:[\w$.+-]+|.)/su.exec(text.slice(offset))?.[0] ?? '';
  const before = text.slice(0, offset).trimEnd().at(-1) ?? '';
  if (/["'\w}\]]/.test(before) && /^["'\w{[]/.test(found)) {
    return diagnostic(offset, `a comma or a colon is missing before ${found}`);
  }
  if (/^[A-Za-z_$]/.test(found)) {
    return diagnostic(offset, `'${found}' is not a value: put text into double quotes`);
  }
  return diagnostic(offset, `'${found}' is not expected here`);
}

function offsetOf(text: string, line: number, column: number): number {
  const lineBreaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const previous = lineBreaks[line - 2];
  return (previous ? previous.index + previous[0].length : 0) + column - 1;
}
