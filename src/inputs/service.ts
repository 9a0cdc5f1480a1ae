import { isError, type Location, type Diagnostic } from '../domain/diagnostic.ts';

import { isObject, type JsonObject } from '../lib/json.ts';
import { checkShape, withoutUnknown } from './schema/check-shape.ts';
import type { InputFile } from './discover-files.ts';
import { checkFileName } from './file-name.ts';
import { error, locateFindings, type Finding } from './finding.ts';
import { parseJsonDocument, type JsonDocument, type Path } from './document/json-document.ts';
import { resourceProperties, withoutMembers } from './schema/read-only-members.ts';
import { checkTags } from './rules/identity.ts';
import { checkLengths } from './rules/limits.ts';
import { checkService } from './rules/service.ts';
import { toApiForm } from './schema/to-api-form.ts';
import type { ReadOptions, Source } from './task-definition.ts';

export interface ServiceInput {
  readonly file: string;
  /** The file's name up to its ending. */
  readonly fileName: string;
  readonly name: string;
  /** As the file says it: a file's name, a family, `family:revision` or an ARN; the service's name if left out. */
  readonly taskDefinition: string;
  /** Undefined if the file leaves the number to whoever changes it. */
  readonly desiredCount: number | undefined;
  /** What `CreateService` takes, without name, cluster, task definition and desired count. */
  readonly content: JsonObject;
  /** Where the file names its task definition. */
  readonly taskDefinitionLocation: Location;
}

/** What `describe-services` prints and `create-service` refuses. */
const readOnly = [
  'serviceArn',
  'clusterArn',
  'status',
  'runningCount',
  'pendingCount',
  'deployments',
  'taskSets',
  'events',
  'roleArn',
  'createdAt',
  'createdBy',
  'platformFamily',
  'currentServiceDeployment',
  'currentServiceRevisions',
  'resourceManagementType',
];

/**
 * Reads one `.service`: JSON5 in the form of `create-service`, what `describe-services` prints of one service, or
 * the spelling of CloudFormation.
 *
 * @param cluster the cluster of this folder; a file that names another is wrong here
 * @returns the input, unless one of the diagnostics is an error
 */
export function readService(
  { name: fileName, source }: InputFile,
  cluster: string,
  options: ReadOptions = { lenient: false },
): { input?: ServiceInput; source?: Source; diagnostics: Diagnostic[] } {
  const { document, diagnostics } = parseJsonDocument(source);
  if (!document || diagnostics.length > 0) return { diagnostics };
  if (!isObject(document.value)) {
    return {
      diagnostics: [{ ...document.location([]), message: 'expected an object: { "desiredCount": 1 }' }],
    };
  }
  const { value, base, diagnostic } = unwrap(document, document.value);
  if (!value) return { diagnostics: [diagnostic] };
  const spelled = toApiForm('service', value);
  const shape = checkShape('service', spelled.content, options);
  const content = options.lenient ? withoutUnknown(spelled.content, shape) : spelled.content;
  const found = locateFindings(document, base, [
    ...spelled.findings,
    ...shape,
    ...checkService(content),
    ...checkTags(content),
    ...checkLengths(content, 'service'),
    ...checkCluster(content, cluster),
  ]);
  if (content['serviceName'] === undefined) found.push(...checkFileName(source.file, fileName));
  if (found.some(isError)) return { diagnostics: found };
  const { serviceName, taskDefinition, desiredCount, cluster: _cluster, ...rest } = content;
  const name = typeof serviceName === 'string' ? serviceName : fileName;
  return {
    diagnostics: found,
    source: { document, base },
    input: {
      file: source.file,
      fileName,
      name,
      taskDefinition: typeof taskDefinition === 'string' ? taskDefinition : fileName,
      // A daemon service has as many tasks as there are nodes; what AWS prints is their number of the moment.
      desiredCount:
        typeof desiredCount === 'number' && rest['schedulingStrategy'] !== 'DAEMON'
          ? desiredCount
          : undefined,
      content: rest,
      taskDefinitionLocation: document.location([...base, 'taskDefinition']),
    },
  };
}

type Unwrapped =
  | { value: JsonObject; base: Path; diagnostic?: never }
  | { value?: never; base?: never; diagnostic: Diagnostic };

/** Takes the service out of the list that `describe-services` prints, or of a template. */
function unwrap(document: JsonDocument, value: JsonObject): Unwrapped {
  const resource = resourceProperties(value, 'AWS::ECS::Service');
  if (resource) return { value: resource, base: ['Properties'] };
  const services = value['services'];
  if (services === undefined) return { value: withoutMembers(value, readOnly), base: [] };
  const [first, ...others] = Array.isArray(services) ? services : [];
  if (!isObject(first) || others.length > 0) {
    return {
      diagnostic: {
        ...document.location(['services']),
        message: 'expected one service; give each a file of its own',
      },
    };
  }
  return { value: withoutMembers(first, readOnly), base: ['services', 0] };
}

function checkCluster(content: JsonObject, cluster: string): Finding[] {
  const named = content['cluster'];
  if (typeof named !== 'string' || named.split('/').at(-1) === cluster) return [];
  const message = `cluster is ${JSON.stringify(named)}, but this folder loads into '${cluster}'; leave the line out`;
  return [error(['cluster'], message)];
}
