import { isError, type Diagnostic } from '../domain/diagnostic.ts';

import { isObject, type JsonObject } from '../lib/json.ts';
import { checkShape, withoutUnknown } from './schema/check-shape.ts';
import type { InputFile } from './discover-files.ts';
import { checkFileName } from './file-name.ts';
import { locateFindings, type Finding } from './finding.ts';
import { parseJsonDocument, type JsonDocument, type Path } from './document/json-document.ts';
import { resourceProperties, withoutMembers } from './schema/read-only-members.ts';
import { checkTaskDefinition } from './rules/task-definition.ts';
import { toApiForm } from './schema/to-api-form.ts';

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

/** How strictly files are read. */
export interface ReadOptions {
  /** Fields and words that AWS's model does not know are left out with a warning: they may be newer than it. */
  readonly lenient: boolean;
}

/** What the file holds, and where it stands there. */
export interface Source {
  readonly document: JsonDocument;
  /** Where the content begins, behind what AWS prints around it. */
  readonly base: Path;
}

/**
 * Reads one `.taskdef`: JSON5 in the form of `register-task-definition`, what `describe-task-definition` prints, or
 * the spelling of CloudFormation.
 *
 * @returns the input, unless one of the diagnostics is an error
 */
export function readTaskDefinition(
  { name, source }: InputFile,
  taskPrefix: string,
  options: ReadOptions = { lenient: false },
): { input?: TaskDefinitionInput; source?: Source; diagnostics: Diagnostic[] } {
  const { document, diagnostics } = parseJsonDocument(source);
  if (!document || diagnostics.length > 0) return { diagnostics };
  if (!isObject(document.value)) {
    return {
      diagnostics: [
        { ...document.location([]), message: 'expected an object: { "containerDefinitions": [ … ] }' },
      ],
    };
  }
  const { value, base, tagsBase } = unwrap(document.value);
  const spelled = toApiForm('taskdef', value);
  const shape = checkShape('taskdef', spelled.content, options);
  const content = options.lenient ? withoutUnknown(spelled.content, shape) : spelled.content;
  const autocreate = JSON.stringify(content['containerDefinitions'] ?? '').includes(autocreateToken);
  const findings = [...spelled.findings, ...shape, ...checkTaskDefinition(content)];
  const isOfTags = ({ path }: Finding) => path[0] === 'tags';
  const found = [
    ...locateFindings(document, tagsBase, findings.filter(isOfTags)),
    ...locateFindings(
      document,
      base,
      findings.filter((finding) => !isOfTags(finding)),
    ),
  ];
  if (content['family'] === undefined || autocreate) found.push(...checkFileName(source.file, name));
  if (found.some(isError)) return { diagnostics: found };
  const family = prefixed(typeof content['family'] === 'string' ? content['family'] : name, taskPrefix);
  return {
    diagnostics: found,
    source: { document, base },
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

/** Takes the definition out of what `describe-task-definition` prints, with the tags beside it, or of a template. */
function unwrap(value: JsonObject): { value: JsonObject; base: Path; tagsBase: Path } {
  const inner = value['taskDefinition'];
  if (isObject(inner)) {
    const tags = Array.isArray(value['tags']) && value['tags'].length > 0 ? { tags: value['tags'] } : {};
    const base = ['taskDefinition'];
    const tagsBase = 'tags' in tags ? [] : base;
    return { value: withoutMembers({ ...inner, ...tags }, readOnly), base, tagsBase };
  }
  const resource = resourceProperties(value, 'AWS::ECS::TaskDefinition');
  if (resource) return { value: resource, base: ['Properties'], tagsBase: ['Properties'] };
  return { value: withoutMembers(value, readOnly), base: [], tagsBase: [] };
}
