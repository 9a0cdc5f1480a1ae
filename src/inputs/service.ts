import type { Place, Problem } from '../errors.ts';
import { isObject, jsonText, type JsonObject } from '../json.ts';
import type { InputFile } from './discover-files.ts';
import { checkFileName } from './file-name.ts';
import { parseJsonDocument, type JsonDocument } from './json-document.ts';
import { withoutMembers } from './read-only-members.ts';

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
  readonly taskDefinitionPlace: Place;
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
 * Reads one `.service`: JSON5 in the form of `create-service`, or what `describe-services` prints of one service.
 *
 * @param cluster the cluster of this folder; a file that names another is wrong here
 * @returns nothing but problems if the file cannot be loaded
 */
export function readService(
  { name: fileName, source }: InputFile,
  cluster: string,
): { input?: ServiceInput; problems: Problem[] } {
  const { document, problems } = parseJsonDocument(source);
  if (!document || problems.length > 0) return { problems };
  if (!isObject(document.value)) {
    return { problems: [document.problem([], 'expected an object: { "desiredCount": 1 }')] };
  }
  const { content, path, problem } = unwrap(document, document.value);
  if (!content) return { problems: [problem] };
  const found = checkMembers(document, path, content, cluster);
  if (content['serviceName'] === undefined) found.push(...checkFileName(source.file, fileName));
  if (found.length > 0) return { problems: found };
  const { serviceName, taskDefinition, desiredCount, cluster: _cluster, ...rest } = content;
  const name = typeof serviceName === 'string' ? serviceName : fileName;
  return {
    problems: [],
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
      taskDefinitionPlace: document.place([...path, 'taskDefinition']),
    },
  };
}

type Unwrapped =
  | { content: JsonObject; path: (string | number)[]; problem?: never }
  | { content?: never; path?: never; problem: Problem };

/** Takes the service out of the list that `describe-services` prints. */
function unwrap(document: JsonDocument, value: JsonObject): Unwrapped {
  const services = value['services'];
  if (services === undefined) return { content: withoutMembers(value, readOnly), path: [] };
  const [first, ...others] = Array.isArray(services) ? services : [];
  if (!isObject(first) || others.length > 0) {
    return { problem: document.problem(['services'], 'expected one service; give each a file of its own') };
  }
  return { content: withoutMembers(first, readOnly), path: ['services', 0] };
}

function checkMembers(
  document: JsonDocument,
  path: (string | number)[],
  content: JsonObject,
  cluster: string,
): Problem[] {
  const problems: Problem[] = [];
  const refuse = (member: string, message: string) =>
    problems.push(document.problem([...path, member], message));
  const { serviceName, taskDefinition, desiredCount } = content;
  if (serviceName !== undefined && !(typeof serviceName === 'string' && /^[\w-]{1,255}$/.test(serviceName))) {
    const shown = JSON.stringify(serviceName);
    refuse('serviceName', `serviceName is ${shown}, but holds only letters, digits, - and _`);
  }
  if (taskDefinition !== undefined && (typeof taskDefinition !== 'string' || taskDefinition === '')) {
    refuse('taskDefinition', 'taskDefinition must be the name of a .taskdef file, a family or an ARN');
  }
  if (desiredCount !== undefined && !(Number.isInteger(desiredCount) && Number(desiredCount) >= 0)) {
    refuse('desiredCount', `desiredCount is ${JSON.stringify(desiredCount)}, but must be a whole number`);
  }
  const named = content['cluster'];
  if (named !== undefined && jsonText(named).split('/').at(-1) !== cluster) {
    const shown = JSON.stringify(named);
    refuse('cluster', `cluster is ${shown}, but this folder loads into '${cluster}'; leave the line out`);
  }
  return problems;
}
