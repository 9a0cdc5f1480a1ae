import { readFileSync } from 'node:fs';
import { shippedPath } from '../../lib/package-files.ts';
import type { Path } from '../document/values.ts';
import type { InputKind } from '../kinds.ts';

/** The part of JSON Schema (draft 7) that the generated schemas use. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const loaded = new Map<InputKind, Schema>();

/** The text of the schema of a kind of file, as AWS's own model has it. */
export function schemaText(kind: InputKind): string {
  return readFileSync(shippedPath(`templates/${kind}.schema.json`), 'utf8');
}

/** The same, parsed; read when it is first needed. */
export function loadSchema(kind: InputKind): Schema {
  const schema = loaded.get(kind) ?? (JSON.parse(schemaText(kind)) as Schema);
  loaded.set(kind, schema);
  return schema;
}

/** The schema itself, where `schema` only names it. */
export function followReference(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/definitions/', '');
  return name === undefined ? schema : (root.definitions?.[name] ?? {});
}

/** The schema of a member by its name, which may be that of a member that every object inherits. */
export function memberSchema({ properties = {} }: Schema, name: string): Schema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema of the value that `path` leads to; an empty one for what no schema describes. */
export function schemaAt(root: Schema, path: Path): Schema {
  let schema = root;
  for (const step of path) {
    const { items, additionalProperties } = schema;
    const next =
      items ??
      memberSchema(schema, String(step)) ??
      (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (!next) return {};
    schema = followReference(root, next);
  }
  return schema;
}
