import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { InputKind } from '../discover-files.ts';
import { error, type Finding } from '../finding.ts';
import type { Path } from '../document/json-document.ts';
import { requiredText, typeText, unknownFieldText, wordText } from './messages.ts';
import { loadSchema, schemaAt } from './schema.ts';
import * as service from '../schemas/validate-service.ts';
import * as taskdef from '../schemas/validate-taskdef.ts';

/** What the generated functions tell of a fault. */
interface ShapeError {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: {
    readonly additionalProperty?: string;
    readonly missingProperty?: string;
    readonly allowedValues?: readonly string[];
    readonly type?: string;
  };
}

interface Validate {
  (value: unknown): boolean;
  errors?: readonly ShapeError[] | null;
}

const validators: Readonly<Record<InputKind, Validate>> = {
  taskdef: taskdef.validate as Validate,
  service: service.validate as Validate,
};

/**
 * Checks fields, types, words and what must be there against AWS's own model.
 *
 * Two words are no errors though the model does not know them: ECS takes any other protocol for tcp
 * (API_PortMapping.html), and pages of AWS name the network mode `default` of Windows.
 *
 * @param options.lenient what the model does not know may be newer than it: a warning
 */
export function checkShape(
  kind: InputKind,
  content: JsonObject,
  options: { readonly lenient: boolean },
): Finding[] {
  const validate = validators[kind];
  if (validate(content)) return [];
  return (validate.errors ?? []).map((fault) => toFinding(kind, content, fault, options.lenient));
}

function toFinding(kind: InputKind, content: JsonObject, fault: ShapeError, lenient: boolean): Finding {
  const { keyword, params } = fault;
  const path = pathOf(fault.instancePath);
  const root = loadSchema(kind);
  const forgiven = lenient ? ({ severity: 'warning' } as const) : {};
  switch (keyword) {
    case 'additionalProperties': {
      const name = params.additionalProperty ?? '';
      const message = unknownFieldText(kind, path, name, lenient);
      return { path: [...path, name], message, atName: true, ...forgiven };
    }
    case 'required': {
      const name = params.missingProperty ?? '';
      return error(path, requiredText(kind, path, name, schemaAt(root, [...path, name])));
    }
    case 'enum': {
      const found = valueAt(content, path);
      const finding = error(path, wordText(path, found, params.allowedValues ?? []));
      const isTaken = path.at(-1) === 'protocol' || (path.at(-1) === 'networkMode' && found === 'default');
      return isTaken ? { ...finding, severity: 'warning' } : { ...finding, ...forgiven };
    }
    default:
      return error(path, typeText(kind, path, valueAt(content, path), schemaAt(root, path)));
  }
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(content: Json, path: Path): Json | undefined {
  let value: Json | undefined = content;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(step)];
    else value = isObject(value) ? value[step] : undefined;
  }
  return value;
}

/** The content without the members that the model does not know. */
export function withoutUnknown(content: JsonObject, findings: readonly Finding[]): JsonObject {
  const unknown = new Set(findings.filter(({ atName }) => atName).map(({ path }) => path.join('\0')));
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
