import { isError, type Diagnostic } from '../domain/diagnostic.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import type { InputFile } from './discover-files.ts';
import { parseJsonDocument } from './document/json-document.ts';
import { error, type Path, type PathDiagnostic } from './document/values.ts';
import { ignoreComments, silence } from './ignore-comments.ts';
import type { InputSource, ReadOptions } from './input.ts';
import { inputKinds, type InputKind } from './kinds.ts';
import { contentRules } from './rules/registry.ts';
import { applyRules } from './rules/rule.ts';
import { checkContent, withoutUnknown } from './schema/check-content.ts';
import { schemaRule } from './schema/schema-rules.ts';
import { toApiForm } from './schema/to-api-form.ts';

/**
 * Reads the content of one input file: JSON5 in the form of the API's request, what the AWS CLI prints of it, or a
 * resource of a CloudFormation template.
 *
 * @returns the source, unless one of the diagnostics is an error
 */
export function readInput(
  { kind, name, source: text }: InputFile,
  { cluster, lenient }: ReadOptions & { readonly cluster: string },
): { source?: InputSource; diagnostics: Diagnostic[] } {
  const { document, diagnostics } = parseJsonDocument(text);
  if (!document || diagnostics.length > 0) return { diagnostics };
  const locate = ({ path, about, ...diagnostic }: PathDiagnostic): Diagnostic => {
    if (about === 'file') return { file: text.file, ...diagnostic };
    const location = about === 'name' ? document.nameLocation(path) : document.location(path);
    return { ...location, ...diagnostic };
  };
  const unwrapped = unwrap(kind, document.value);
  if (unwrapped.kind === 'wrong') {
    return { diagnostics: [locate({ ...unwrapped.diagnostic, rule: schemaRule(kind, 'type') })] };
  }
  const { value, pathOf } = unwrapped;
  const locateContent = (diagnostic: PathDiagnostic) =>
    locate({ ...diagnostic, path: pathOf(diagnostic.path) });
  const converted = toApiForm(kind, value);
  const schema = checkContent(kind, converted.content, { lenient });
  const content = lenient ? withoutUnknown(converted.content, schema) : converted.content;
  const rules = applyRules(contentRules[kind], { kind, content, name, cluster });
  const comments = ignoreComments(document.comments, text);
  const found = silence([...converted.diagnostics, ...schema, ...rules].map(locateContent), comments.ignores);
  const all = [...found.diagnostics, ...comments.diagnostics];
  if (all.some(isError)) return { diagnostics: all };
  return {
    diagnostics: all,
    source: {
      content,
      location: (path) => document.location(pathOf(path)),
      locate: locateContent,
      ignoreComments: found.unused,
    },
  };
}

type Unwrapped =
  | { readonly kind: 'wrong'; readonly diagnostic: PathDiagnostic }
  /** `pathOf` is the path in the file of a path in the value. */
  | { readonly kind: 'content'; readonly value: JsonObject; readonly pathOf: (path: Path) => Path };

/** Takes the content out of what the AWS CLI prints or a template holds, without what AWS does not accept. */
function unwrap(kind: InputKind, value: Json): Unwrapped {
  const { example, resourceType, outputMember, readOnly, noun } = inputKinds[kind];
  const wrong = (path: Path, message: string) =>
    ({ kind: 'wrong', diagnostic: error(path, message) }) as const;
  const unwrapped = (content: JsonObject, pathOf: (path: Path) => Path) =>
    ({ kind: 'content', value: withoutMembers(content, readOnly), pathOf }) as const;
  if (!isObject(value)) return wrong([], `expected an object: ${example}`);
  const { Type, Properties, [outputMember]: output } = value;
  if (Type === resourceType && isObject(Properties)) {
    return { kind: 'content', value: Properties, pathOf: (path) => ['Properties', ...path] };
  }
  if (isObject(output)) {
    // describe-task-definition prints the tags beside the definition.
    const hasTags = Array.isArray(value['tags']) && value['tags'].length > 0;
    return unwrapped({ ...output, ...(hasTags && { tags: value['tags'] }) }, (path) =>
      hasTags && path[0] === 'tags' ? path : [outputMember, ...path],
    );
  }
  if (outputMember in value && kind === 'service') {
    const [first, ...others] = Array.isArray(output) ? (output as readonly Json[]) : [];
    if (isObject(first) && others.length === 0) {
      return unwrapped(first, (path) => [outputMember, 0, ...path]);
    }
    return wrong([outputMember], `expected ${noun.replace(/^a /, 'one ')}; give each a file of its own`);
  }
  return unwrapped(value, (path) => path);
}

function withoutMembers(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
