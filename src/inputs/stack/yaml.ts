import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  load,
  YAMLException,
} from 'js-yaml';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { asJson, type JsonObject } from '../../lib/json.ts';

const anyTag = { matchByTagPrefix: true, identify: () => false };

/** The long form of a tag, which JSON templates use: `!Ref` is `Ref`, `!Sub` is `Fn::Sub`. */
function longForm(tag: string, value: unknown): JsonObject {
  const name = tag.slice(1);
  return { [/^(Ref|Condition)$/.test(name) ? name : `Fn::${name}`]: asJson(value) };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const schema = CORE_SCHEMA.withTags(
  defineScalarTag('!', { ...anyTag, resolve: (source, _isExplicit, tag) => longForm(tag, source) }),
  defineSequenceTag<{ tag: string; items: unknown[] }, JsonObject>('!', {
    ...anyTag,
    create: (tag) => ({ tag, items: [] }),
    addItem({ items }, item) {
      items.push(item);
    },
    finalize: ({ tag, items }) => longForm(tag, items),
  }),
  defineMappingTag<{ tag: string; pairs: Record<string, unknown> }, JsonObject>('!', {
    ...anyTag,
    create: (tag) => ({ tag, pairs: {} }),
    addPair({ pairs }, key, value) {
      pairs[String(key)] = value;
      return '';
    },
    has: ({ pairs }, key) => Object.hasOwn(pairs, String(key)),
    keys: (value) => Object.keys(value),
    get: (value, key) => value[String(key)],
    finalize: ({ tag, pairs }) => longForm(tag, pairs),
  }),
);

type ParsedYaml =
  | { readonly kind: 'content'; readonly content: unknown }
  | { readonly kind: 'wrong'; readonly diagnostic: Diagnostic };

/** Reads a CloudFormation template in YAML or JSON, or says where it is neither. */
export function parseYaml(text: string, file: string): ParsedYaml {
  try {
    return { kind: 'content', content: load(text, { schema }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const location = error.mark && { line: error.mark.line + 1, column: error.mark.column + 1 };
    return {
      kind: 'wrong',
      diagnostic: { file, ...location, message: error.reason, rule: { id: 'stack/syntax' } },
    };
  }
}
