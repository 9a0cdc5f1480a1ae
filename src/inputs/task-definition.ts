import type { Problem } from '../errors.ts';
import { isObject, jsonText, type JsonObject } from '../json.ts';
import type { InputFile } from './discover-files.ts';
import { checkFileName } from './file-name.ts';
import { parseJsonDocument, type JsonDocument } from './json-document.ts';
import { withoutMembers } from './read-only-members.ts';

export interface TaskDefinitionInput {
  readonly file: string;
  /** The file's name up to its ending. */
  readonly name: string;
  /** With the prefix of this cluster. */
  readonly family: string;
  /** What `RegisterTaskDefinition` takes, the family included. */
  readonly content: JsonObject;
  /** Whether a service is wanted without a file for it. */
  readonly autocreate: boolean;
}

/** What `describe-task-definition` prints and `register-task-definition` refuses. */
const readOnly = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
];

const autocreateToken = 'AUTOCREATE.SERVICE';

/**
 * Reads one `.taskdef`: JSON5 in the form of `register-task-definition`, or what `describe-task-definition` prints.
 *
 * @returns nothing but problems if the file cannot be loaded
 */
export function readTaskDefinition(
  { name, source }: InputFile,
  taskPrefix: string,
): { input?: TaskDefinitionInput; problems: Problem[] } {
  const { document, problems } = parseJsonDocument(source);
  if (!document || problems.length > 0) return { problems };
  if (!isObject(document.value)) {
    return { problems: [document.problem([], 'expected an object: { "containerDefinitions": [ … ] }')] };
  }
  const content = unwrap(document.value);
  const path = isObject(document.value['taskDefinition']) ? ['taskDefinition'] : [];
  const found = [...checkFamily(document, path, content), ...checkContainers(document, path, content)];
  const autocreate = JSON.stringify(content['containerDefinitions'] ?? '').includes(autocreateToken);
  if (content['family'] === undefined || autocreate) found.push(...checkFileName(source.file, name));
  if (found.length > 0) return { problems: found };
  const family = prefixed(typeof content['family'] === 'string' ? content['family'] : name, taskPrefix);
  return {
    problems: [],
    input: {
      file: source.file,
      name,
      family,
      content: { ...content, family },
      autocreate,
    },
  };
}

/**
 * The name with the prefix of this cluster, never twice. A second dash after the prefix is dropped: the prefix
 * ends in one, so that `${TASK_PREFIX}web` and `${TASK_PREFIX}-web` mean the same.
 */
export function prefixed(name: string, taskPrefix: string): string {
  if (!name.startsWith(taskPrefix)) return `${taskPrefix}${name}`;
  return taskPrefix + name.slice(taskPrefix.length).replace(/^-+/, '');
}

/** Takes the definition out of what `describe-task-definition` prints, with the tags beside it. */
function unwrap(value: JsonObject): JsonObject {
  const inner = value['taskDefinition'];
  if (!isObject(inner)) return withoutMembers(value, readOnly);
  const tags = Array.isArray(value['tags']) && value['tags'].length > 0 ? { tags: value['tags'] } : {};
  return withoutMembers({ ...inner, ...tags }, readOnly);
}

function checkFamily(document: JsonDocument, path: string[], content: JsonObject): Problem[] {
  const family = content['family'];
  if (family === undefined || (typeof family === 'string' && /^[\w-]{1,255}$/.test(family))) return [];
  const message = `family is ${JSON.stringify(family)}, but holds only letters, digits, - and _`;
  return [document.problem([...path, 'family'], message)];
}

function checkContainers(document: JsonDocument, path: string[], content: JsonObject): Problem[] {
  const place = [...path, 'containerDefinitions'];
  const containers = content['containerDefinitions'];
  if (!Array.isArray(containers) || containers.length === 0) {
    return [document.problem(place, 'containerDefinitions must be a list of at least one container')];
  }
  const problems: Problem[] = [];
  const names = new Set<unknown>();
  for (const [index, container] of containers.entries()) {
    if (!isObject(container)) {
      problems.push(document.problem([...place, index], 'a container must be an object'));
      continue;
    }
    for (const member of ['name', 'image']) {
      const value = container[member];
      if (typeof value === 'string' && value !== '') continue;
      problems.push(document.problem([...place, index, member], `a container needs "${member}": "…"`));
    }
    if (names.has(container['name'])) {
      const message = `another container of this file is called '${jsonText(container['name'])}' as well`;
      problems.push(document.problem([...place, index, 'name'], message));
    }
    names.add(container['name']);
  }
  return problems;
}
