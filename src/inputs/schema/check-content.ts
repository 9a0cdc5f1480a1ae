import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { error, type PathDiagnostic, type Path } from '../document/values.ts';
import type { InputKind } from '../kinds.ts';
import { checkSchema, type Violation } from './check-schema.ts';
import { requiredText, typeText, unknownFieldText, wordText } from './messages.ts';
import { schemaRule } from './schema-rules.ts';
import { loadSchema } from './schema.ts';

/**
 * Checks fields, types, words and what must be there against AWS's own model.
 *
 * Two words are no errors though the model does not know them: ECS reads any other protocol as tcp
 * (API_PortMapping.html), and pages of AWS name the network mode `default` of Windows.
 *
 * @param options.lenient what the model does not know may be newer than it: a warning
 */
export function checkContent(
  kind: InputKind,
  content: JsonObject,
  options: { readonly lenient: boolean },
): PathDiagnostic[] {
  return checkSchema(loadSchema(kind), content).map((violation) => ({
    ...toDiagnostic(kind, violation, options.lenient),
    rule: schemaRule(kind, violation.keyword),
  }));
}

function toDiagnostic(kind: InputKind, violation: Violation, lenient: boolean): PathDiagnostic {
  const { path, value } = violation;
  const unknown = lenient ? ({ severity: 'warning' } as const) : {};
  switch (violation.keyword) {
    case 'additionalProperties': {
      const message = unknownFieldText(kind, violation, lenient);
      return { path: [...path, violation.name], message, about: 'name', ...unknown };
    }
    case 'required':
      return error(path, requiredText(kind, violation));
    case 'enum': {
      const isAccepted = path.at(-1) === 'protocol' || (path.at(-1) === 'networkMode' && value === 'default');
      return { path, message: wordText(violation), ...(isAccepted ? { severity: 'warning' } : unknown) };
    }
    case 'type':
      return error(path, typeText(kind, violation));
  }
}

/** The content without the members that the model does not know. */
export function withoutUnknown(content: JsonObject, diagnostics: readonly PathDiagnostic[]): JsonObject {
  const unknown = new Set(
    diagnostics.filter(({ about }) => about === 'name').map(({ path }) => path.join('\0')),
  );
  const strip = (value: Json, path: Path): Json => {
    if (Array.isArray(value)) return value.map((element: Json, index) => strip(element, [...path, index]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, member]) => {
        const memberPath = [...path, name];
        return unknown.has(memberPath.join('\0')) ? [] : [[name, strip(member as Json, memberPath)]];
      }),
    );
  };
  return unknown.size === 0 ? content : (strip(content, []) as JsonObject);
}
