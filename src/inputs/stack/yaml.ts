import type { Diagnostic } from '../../domain/diagnostic.ts';
import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  load,
  YAMLException,
} from 'js-yaml';

import type { JsonObject } from '../../lib/json.ts';

const anyTag = { matchByTagPrefix: true, identify: () => false };

/** CloudFormation's own tags (`!Ref`, `!Sub`…) are read past: what they stand for is for CloudFormation to say. */
const schema = CORE_SCHEMA.withTags(
  defineScalarTag('!', { ...anyTag, resolve: (source) => source }),
  defineSequenceTag<unknown[]>('!', {
    ...anyTag,
    create: () => [],
    addItem(items, item) {
      items.push(item);
    },
  }),
  defineMappingTag<JsonObject>('!', {
    ...anyTag,
    create: () => ({}),
    addPair(pairs, key, value) {
      Object.assign(pairs, { [String(key)]: value });
      return '';
    },
    has: (pairs, key) => Object.hasOwn(pairs, String(key)),
    keys: (pairs) => Object.keys(pairs),
    get: (pairs, key) => pairs[String(key)],
  }),
);

/** Reads a CloudFormation template in YAML or JSON, or says where it is neither. */
export function parseYaml(text: string, file: string): { readonly content: unknown } | Diagnostic {
  try {
    return { content: load(text, { schema }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark && { line: error.mark.line + 1, column: error.mark.column + 1 };
    return { file, ...place, message: error.reason };
  }
}
