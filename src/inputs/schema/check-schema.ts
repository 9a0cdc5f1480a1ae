import { isObject, type Json } from '../../lib/json.ts';
import type { Path } from '../document/values.ts';
import { followReference, memberSchema, type Schema } from './schema.ts';

/** One keyword of a schema that a value does not satisfy; `name` is the member that is missing or unknown. */
export type Violation = { readonly path: Path; readonly value: Json; readonly schema: Schema } & (
  | { readonly keyword: 'type' | 'enum' }
  | { readonly keyword: 'required' | 'additionalProperties'; readonly name: string }
);

const isOfType: Readonly<Record<NonNullable<Schema['type']>, (value: Json) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isInteger,
};

/** Compares a value, however deep, with a schema, and returns every violation: the outer values first. */
export function checkSchema(root: Schema, content: Json): Violation[] {
  const violations: Violation[] = [];
  const pending: { value: Json; found: Schema; path: Path }[] = [{ value: content, found: root, path: [] }];
  // The list grows while it is read.
  for (const { value, found, path } of pending) {
    const schema = followReference(root, found);
    const { type, enum: words, items, required = [], additionalProperties = true } = schema;
    if (type && !isOfType[type](value)) {
      violations.push({ keyword: 'type', path, value, schema });
    } else if (words && !words.some((word) => word === value)) {
      violations.push({ keyword: 'enum', path, value, schema });
    } else if (Array.isArray(value)) {
      const list: readonly Json[] = value;
      if (items)
        for (const [index, item] of list.entries())
          pending.push({ value: item, found: items, path: [...path, index] });
    } else if (isObject(value)) {
      for (const name of required) {
        if (value[name] === undefined) violations.push({ keyword: 'required', path, value, schema, name });
      }
      for (const [name, member] of Object.entries(value)) {
        const own = memberSchema(schema, name) ?? additionalProperties;
        if (own === false) violations.push({ keyword: 'additionalProperties', path, value, schema, name });
        else if (own !== true && member !== undefined)
          pending.push({ value: member, found: own, path: [...path, name] });
      }
    }
  }
  return violations;
}
