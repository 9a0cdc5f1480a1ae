import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { isCasingOf } from '../document/json-document.ts';
import type { PathDiagnostic, Path } from '../document/values.ts';
import type { InputKind } from '../kinds.ts';
import { casingRule } from './schema-rules.ts';
import { followReference, loadSchema, type Schema } from './schema.ts';

/**
 * Converts what AWS's tools print and accept into the one form that the API accepts.
 *
 * - Members that are null, as the console exports what is not set, are dropped, and so is an editor's `$schema`.
 * - The PascalCase of CloudFormation becomes camelCase. It accepts numbers in quotes and texts without, so
 *   these are converted as well (AWS CloudFormation: "AWS::ECS::TaskDefinition").
 *
 * @returns the content, and one note if its casing was changed
 */
export function toApiForm(
  kind: InputKind,
  value: JsonObject,
): { content: JsonObject; diagnostics: PathDiagnostic[] } {
  const { $schema: _editor, ...content } = withoutNulls(value) as JsonObject;
  if (!hasCapitalName(content)) return { content, diagnostics: [] };
  const root = loadSchema(kind);
  const renamed: Path[] = [];
  const converted = convert(content, root, { root, path: [], capital: false, renamed }) as JsonObject;
  const [first] = renamed;
  if (!first) return { content, diagnostics: [] };
  const message = `this is CloudFormation's casing; it is read as '${first.at(-1)}', and so on for the others`;
  return {
    content: converted,
    diagnostics: [{ path: first, message, severity: 'note', about: 'name', rule: casingRule(kind) }],
  };
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === null || member === undefined ? [] : [[name, withoutNulls(member)]],
    ),
  );
}

function hasCapitalName(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasCapitalName);
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([name, member]) => /^[A-Z][A-Za-z]*$/.test(name) || hasCapitalName(member),
  );
}

interface Conversion {
  readonly root: Schema;
  readonly path: Path;
  /** The member that holds the value has CloudFormation's casing. */
  readonly capital: boolean;
  /** Collects the paths of members whose names were changed. */
  readonly renamed: Path[];
}

function convert(value: Json, schema: Schema, conversion: Conversion): Json {
  const { root, path } = conversion;
  const { type, items, properties } = followReference(root, schema);
  if (Array.isArray(value)) {
    return value.map((element: Json, index) =>
      items ? convert(element, items, { ...conversion, path: [...path, index] }) : element,
    );
  }
  if (!isObject(value)) return conversion.capital ? convertScalar(value, type) : value;
  if (!properties) {
    const { additionalProperties } = followReference(root, schema);
    if (typeof additionalProperties !== 'object') return value;
    return mapMembers(value, (name, member) => [
      name,
      convert(member, additionalProperties, { ...conversion, path: [...path, name] }),
    ]);
  }
  return mapMembers(value, (name, member) => {
    const known = apiName(name, properties, value);
    const memberPath = [...path, known];
    if (known !== name) conversion.renamed.push(memberPath);
    const memberSchema = properties[known];
    const converted = memberSchema
      ? convert(member, memberSchema, { ...conversion, path: memberPath, capital: /^[A-Z]/.test(name) })
      : member;
    return [known, converted];
  });
}

function mapMembers(value: JsonObject, map: (name: string, member: Json) => [string, Json]): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => map(name, member as Json)));
}

/** What the API calls a member, unless that is there as well. */
function apiName(name: string, properties: Readonly<Record<string, Schema>>, siblings: JsonObject): string {
  if (!/^[A-Z]/.test(name)) return name;
  const known = Object.keys(properties).find((other) => isCasingOf(name, other));
  return known === undefined || known in siblings ? name : known;
}

function convertScalar(value: Json, type: Schema['type']): Json {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (typeof value !== 'string') return value;
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return value;
}
