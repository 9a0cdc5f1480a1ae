import { isObject, jsonText, type Json } from '../../lib/json.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import { hidden, isSecretPath } from '../../lib/secrets.ts';
import type { Path } from '../document/values.ts';
import { inputKinds, type InputKind } from '../kinds.ts';
import type { Violation } from './check-schema.ts';
import { loadSchema, memberSchema, schemaAt, type Schema } from './schema.ts';

// What is said of a value that does not fit AWS's model: what was found, and what to write instead.

/** A member that is missing or unknown. */
type MemberViolation = Extract<Violation, { readonly name: string }>;

/** `containerDefinitions[0]`, `memory`: the last name of a path with what follows it. */
function labelOf(path: Path): string {
  const last = path.findLastIndex((step) => !/^\d+$/.test(String(step)));
  const indexes = path.slice(last + 1).map((step) => `[${step}]`);
  return `${path[last] ?? ''}${indexes.join('')}`;
}

function isContainer(kind: InputKind, path: Path): boolean {
  return kind === 'taskdef' && path.length === 2 && path[0] === 'containerDefinitions';
}

function nounOf(kind: InputKind, path: Path): string {
  if (path.length === 0) return inputKinds[kind].noun;
  return isContainer(kind, path) ? 'a container' : labelOf(path);
}

/** A field that AWS does not know there. */
export function unknownFieldText(kind: InputKind, { path, name }: MemberViolation, lenient: boolean): string {
  const known = Object.keys(schemaAt(loadSchema(kind), path).properties ?? {});
  const what = `'${name}' is not a field of ${nounOf(kind, path)}`;
  const near = suggestion(name, known);
  if (lenient) return `${what}${near}; it is left out`;
  if (near) return `${what}${near}`;
  const home = homeOf(kind, path, name);
  if (home) return `${what}; it belongs in ${home}`;
  const list = known.length <= 8 ? known.join(', ') : `those that 'ecs-efs schema ${kind}' lists`;
  return `${what}; delete it (known are ${list}), or use --lenient if it is newer than this program`;
}

/** Where a field belongs that is not known here. */
function homeOf(kind: InputKind, path: Path, name: string): string | undefined {
  const root = loadSchema(kind);
  if (path.length > 0 && memberSchema(root, name)) return `${nounOf(kind, []).replace(/^a /, 'the ')} itself`;
  if (memberSchema(root.definitions?.['ContainerDefinition'] ?? {}, name)) return 'a container';
  const other = kind === 'taskdef' ? 'service' : 'taskdef';
  if (path.length === 0 && memberSchema(loadSchema(other), name)) return `a .${other} file`;
  return undefined;
}

/** A field that is missing. */
export function requiredText(kind: InputKind, { path, name, schema }: MemberViolation): string {
  if (path.length === 0 && name === 'containerDefinitions') return noContainers;
  return `${nounOf(kind, path)} needs "${name}": ${exampleOf(memberSchema(schema, name) ?? {})}`;
}

export const noContainers = 'containerDefinitions must be a list of at least one container';

function exampleOf({ type, enum: words, properties }: Schema): string {
  if (words) return words.length === 1 ? `"${words[0]}"` : `one of ${words.join(', ')}`;
  if (type === 'string') return '"…"';
  if (type === 'array') return '[ … ]';
  if (type === 'object' || properties) return '{ … }';
  return type === 'boolean' ? 'true or false' : 'a number';
}

/** A word that AWS does not know there. */
export function wordText({ path, value, schema: { enum: known = [] } }: Violation): string {
  const near = typeof value === 'string' ? suggestion(value, known) : '';
  return `${labelOf(path)} is ${shownValue(path, value)}, but must be ${oneOf(known)}${near}`;
}

function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const typeNames = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
} as const;

/** A value of the wrong kind. */
export function typeText(kind: InputKind, { path, value: found, schema }: Violation): string {
  if (isContainer(kind, path)) return 'a container must be an object: { "name": "…", "image": "…" }';
  if (kind === 'taskdef' && path.join() === 'containerDefinitions') return noContainers;
  const expected = schema.type ?? 'object';
  const cloudFormation = functionOf(found);
  if (cloudFormation) {
    return `${labelOf(path)} uses ${cloudFormation}, which only CloudFormation fills in; write the value, or \${NAME} in a .${kind}.template file`;
  }
  const fix = correction(isSecretPath(path) ? withoutValues(found) : found, expected, schema);
  const instead = found === null ? ': delete it' : fix === undefined ? '' : `: write ${fix}`;
  return `${labelOf(path)} is ${shownValue(path, found)}, but must be ${typeNames[expected]}${instead}`;
}

function functionOf(found: Json): string | undefined {
  if (!isObject(found)) return undefined;
  const [name, ...others] = Object.keys(found);
  return name && others.length === 0 && /^(Ref|Condition|Fn::\w+)$/.test(name) ? name : undefined;
}

/** The value in the right form, as far as it can be guessed. */
function correction(found: Json, expected: keyof typeof typeNames, schema: Schema): string | undefined {
  if (found === null) return undefined;
  const number = /^(-?\d+)(\.\d+)?( ?(m|mb|mib))?$/i.exec(jsonText(found));
  const isList = Array.isArray(found);
  switch (expected) {
    case 'string':
      return typeof found === 'object' ? undefined : JSON.stringify(String(found));
    case 'integer':
      return number && number[2] === undefined ? number[1] : undefined;
    case 'number':
      return number && number[3] === undefined ? number[0] : undefined;
    case 'boolean': {
      const word = jsonText(found).toLowerCase();
      if (['true', '1', 'yes'].includes(word)) return 'true';
      return ['false', '0', 'no'].includes(word) ? 'false' : undefined;
    }
    case 'array':
      return asList(found, schema);
    case 'object':
      if (isList && found.length === 1 && isObject(found[0])) return 'the { … } without the list';
      return `{ "${Object.keys(schema.properties ?? {})[0] ?? 'name'}": … }`;
  }
}

function asList(found: Json, { items }: Schema): string | undefined {
  if (found === '') return '[], or leave it out';
  if (!isObject(found)) return items?.type === 'string' ? `[${shortened(found)}]` : '[ { … } ]';
  const [name, value] = Object.entries(found)[0] ?? [];
  const isTable = items?.$ref?.endsWith('/KeyValuePair') && name !== undefined && name !== 'name';
  if (!isTable) return '[ { … } ]';
  return `[{ "name": ${JSON.stringify(name)}, "value": ${JSON.stringify(jsonText(value))} }]`;
}

function shownValue(path: Path, found: Json | undefined): string {
  return isSecretPath(path) ? hidden : shortened(found);
}

/** The same shape with `…` for each value, so that a suggestion tells no secret. */
function withoutValues(found: Json): Json {
  if (Array.isArray(found)) return found.map(() => '…');
  if (isObject(found)) return Object.fromEntries(Object.keys(found).map((name) => [name, '…']));
  return found === null || found === '' ? found : '…';
}

/** A value as JSON, cut off if it is long. */
export function shortened(found: Json | undefined): string {
  const shown = JSON.stringify(found) ?? 'missing';
  return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}
