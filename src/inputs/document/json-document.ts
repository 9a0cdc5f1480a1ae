import type { Diagnostic, Location } from '../../domain/diagnostic.ts';
import type { Json } from '../../lib/json.ts';
import {
  JsonSyntaxError,
  parseJson5,
  type JsonComment,
  type JsonMember,
  type JsonNode,
} from './parse-json5.ts';
import type { SourceText } from './source-text.ts';
import type { Path } from './values.ts';

/** A JSON5 file with the location of each of its values. */
export interface JsonDocument {
  readonly value: Json;
  readonly comments: readonly JsonComment[];
  /** The location of the value at `path`, or of the nearest value above it that exists. */
  location(path: Path): Location;
  /** The location of the name of the member at `path`; without that member, as `location`. */
  nameLocation(path: Path): Location;
}

/** Reads JSON5. Without a document, the diagnostics say why there is none. */
export function parseJsonDocument(source: SourceText): {
  document?: JsonDocument;
  diagnostics: Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const report = (offset: number, message: string, id = 'json/value') => {
    diagnostics.push({ ...source.location(offset), message, rule: { id, page: 'https://spec.json5.org' } });
  };
  try {
    const { root, comments } = parseJson5(source.text);
    const location = (path: Path) => source.location(nodeAt(root, path).start);
    const nameLocation = (path: Path) => {
      const member = memberOf(nodeAt(root, path.slice(0, -1)), path.at(-1));
      return member ? source.location(member.start) : location(path);
    };
    return { diagnostics, document: { value: toValue(root, report), comments, location, nameLocation } };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    report(error.offset, error.message, 'json/syntax');
    return { diagnostics };
  }
}

function toValue(node: JsonNode, report: (offset: number, message: string) => void): Json {
  switch (node.kind) {
    case 'object': {
      const members = new Map<string, Json>();
      for (const { name, start, value } of node.members) {
        if (members.has(name))
          report(start, `'${name}' is given twice in the same object; delete one of the two`);
        members.set(name, toValue(value, report));
      }
      return Object.fromEntries(members);
    }
    case 'list':
      return node.items.map((item) => toValue(item, report));
    case 'scalar':
      if (typeof node.value === 'number' && !Number.isFinite(node.value)) {
        report(node.start, `${node.value} is not a number that AWS knows`);
      }
      return node.value;
  }
}

/** The member of that name; failing that, the one with that name in CloudFormation's casing. */
function memberOf(node: JsonNode, name: string | number | undefined): JsonMember | undefined {
  if (node.kind !== 'object') return undefined;
  const exact = node.members.findLast((member) => member.name === name);
  if (exact || typeof name !== 'string') return exact;
  return node.members.findLast((member) => isCasingOf(member.name, name));
}

function nodeAt(root: JsonNode, path: Path): JsonNode {
  let node = root;
  for (const step of path) {
    const next = node.kind === 'list' ? node.items[Number(step)] : memberOf(node, step)?.value;
    if (!next) return node;
    node = next;
  }
  return node;
}

/** CloudFormation's names that are more than the API's with capital letters, by the API's. */
const otherNames: Readonly<Record<string, string>> = { properties: 'proxyconfigurationproperties' };

/** Whether a member is written in CloudFormation's casing of the API's `name`. */
export function isCasingOf(written: string, name: string): boolean {
  const lower = written.toLowerCase();
  return lower === name.toLowerCase() || lower === otherNames[name];
}
