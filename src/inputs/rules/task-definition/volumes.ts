import { nearestName } from '../../../lib/nearest-name.ts';
import {
  objectOf,
  error,
  warning,
  objectsIn,
  repeated,
  textOf,
  type PathDiagnostic,
  type ObjectAt,
} from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { isFilled } from '../view/task-view.ts';

const kinds = [
  'dockerVolumeConfiguration',
  'efsVolumeConfiguration',
  'fsxWindowsFileServerVolumeConfiguration',
  's3filesVolumeConfiguration',
] as const;

/** Where every node of the cluster mounts the file system that they share. */
const shared = '/cluster';

/**
 * The volumes of a task definition.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html and API_EFSVolumeConfiguration.html
 * (rootDirectory, transitEncryption)
 */
export const volumesRule: Rule = { id: 'task-definition/volumes', page: apiPage('Volume'), check };

function check({ content: task }: ContentView): PathDiagnostic[] {
  const volumes = objectsIn(task['volumes'], ['volumes']);
  const diagnostics = volumes.flatMap((volume) => [
    ...checkName(volume),
    ...checkKind(volume),
    ...checkEfs(volume),
    ...checkHost(volume),
  ]);
  for (const { value, key } of repeated(volumes, ({ value: volume }) => textOf(volume['name']))) {
    diagnostics.push(warning([...value.path, 'name'], `another volume is called '${key}' as well`));
  }
  return diagnostics;
}

function checkName({ value, path }: ObjectAt): PathDiagnostic[] {
  const name = textOf(value['name']);
  if (name === undefined) return [error(path, 'a volume needs "name": "…", which mountPoints refer to')];
  if (/^[\w-]{1,255}$/.test(name) || hasPlaceholder(name)) return [];
  return [warning([...path, 'name'], `name is ${shortened(name)}, but holds only letters, digits, - and _`)];
}

function checkKind({ value, path }: ObjectAt): PathDiagnostic[] {
  const given: string[] = kinds.filter((kind) => isFilled(value[kind]));
  if (textOf(objectOf(value['host'])['sourcePath']) !== undefined) given.unshift('host');
  if (given.length < 2) return [];
  return [
    error([...path, given[1] as string], `a volume is one thing: ${given.join(' or ')}; delete the other`),
  ];
}

function checkEfs({ value, path }: ObjectAt): PathDiagnostic[] {
  const efs = objectOf(value['efsVolumeConfiguration']);
  const at = [...path, 'efsVolumeConfiguration'];
  const diagnostics: PathDiagnostic[] = [];
  const id = textOf(efs['fileSystemId']);
  if (id !== undefined && !/^(arn:.*\/)?fs-[0-9a-f]+$/.test(id)) {
    diagnostics.push(
      warning([...at, 'fileSystemId'], `fileSystemId is ${shortened(id)}, but should be fs-…`),
    );
  }
  const authorization = objectOf(efs['authorizationConfig']);
  const usesAccessPoint = textOf(authorization['accessPointId']) !== undefined;
  const root = textOf(efs['rootDirectory']);
  if (usesAccessPoint && root !== undefined && root !== '/') {
    const message =
      'with an accessPointId, rootDirectory is / or left out: the access point has a root of its own';
    diagnostics.push(error([...at, 'rootDirectory'], message));
  }
  if ((usesAccessPoint || authorization['iam'] === 'ENABLED') && efs['transitEncryption'] !== 'ENABLED') {
    const reason = usesAccessPoint ? 'an accessPointId' : 'iam';
    const where = efs['transitEncryption'] === undefined ? at : [...at, 'transitEncryption'];
    diagnostics.push(error(where, `${reason} needs "transitEncryption": "ENABLED"`));
  }
  return diagnostics;
}

/** Folders of the node's own disk are lost with the node; most that are named like the shared ones are slips. */
function checkHost({ value, path }: ObjectAt): PathDiagnostic[] {
  const source = textOf(objectOf(value['host'])['sourcePath']);
  if (source === undefined || hasPlaceholder(source)) return [];
  const at = [...path, 'host', 'sourcePath'];
  const meant = sharedPath(source);
  if (meant) {
    const message = `${source} is on the disk of the node alone; what all nodes share is ${shared}: write "${meant}"`;
    return [warning(at, message)];
  }
  if (/^[/\\]|^[A-Za-z]:/.test(source)) return [];
  const message = `sourcePath is ${shortened(source)}, but should be a full path such as "${shared}/${source}"`;
  return [warning(at, message)];
}

/** The path on the shared file system that was probably intended; undefined if the path looks intentional. */
function sharedPath(source: string): string | undefined {
  const parts = source.split('/').filter(Boolean);
  const [first = '', second = ''] = parts;
  if (source.startsWith(`${shared}/`) || source === shared) return undefined;
  const isMount = /^(mnt|media|srv|var|opt|data)$/.test(first) && /^(efs|cluster)$/i.test(second);
  const skip = isMount ? 2 : 1;
  const slip = first.length >= 6 && nearestName(first, ['cluster']) !== undefined;
  if (!isMount && !/^efs$/i.test(first) && !slip) return undefined;
  return [shared, ...parts.slice(skip)].join('/');
}
