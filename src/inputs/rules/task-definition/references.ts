import { isObject, type JsonObject } from '../../../lib/json.ts';
import { suggestion } from '../../../lib/nearest-name.ts';
import {
  objectOf,
  error,
  warning,
  objectsIn,
  textOf,
  textsIn,
  type PathDiagnostic,
  type Path,
} from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';
import { findCycle } from '../view/cycle.ts';
import { containersOf, isEssential, listOf, type Container } from '../view/task-view.ts';

/**
 * Names in a container that refer to a volume or to another container.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html, API_VolumeFrom.html,
 * API_ContainerDependency.html, and API_ContainerDefinition.html (links). ECS says "A dependency container with
 * SUCCESS or COMPLETE condition cannot be an essential container".
 */
export const referencesRule: Rule = {
  id: 'task-definition/references',
  page: apiPage('ContainerDefinition'),
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  const containers = containersOf(task);
  const names = containers.flatMap(({ name }) => name ?? []);
  const volumes = objectsIn(task['volumes'], ['volumes']).flatMap(({ value }) => textOf(value['name']) ?? []);
  const diagnostics = containers.flatMap((container) => [
    ...checkMounts(container, volumes),
    ...checkVolumesFrom(container, names),
    ...checkLinks(container, names),
    ...checkDependencies(container, containers, names),
  ]);
  return [...diagnostics, ...checkCycle(containers), ...checkProxy(task, names)];
}

function unknown(path: Path, found: string, known: readonly string[], what: string): PathDiagnostic {
  const list = known.length > 0 ? `; there are ${known.join(', ')}` : '';
  return error(path, `there is no ${what} '${found}'${suggestion(found, known) || list}`);
}

function checkMounts(container: Container, volumes: readonly string[]): PathDiagnostic[] {
  return listOf(container, 'mountPoints').flatMap(({ value, path }) => {
    const volume = textOf(value['sourceVolume']);
    const diagnostics: PathDiagnostic[] = [];
    if (volume !== undefined && !volumes.includes(volume)) {
      const at = [...path, 'sourceVolume'];
      const none = `there is no volume '${volume}'; add "volumes": [{ "name": "${volume}", "host": { "sourcePath": "/cluster/…" } }] beside containerDefinitions`;
      diagnostics.push(volumes.length === 0 ? error(at, none) : unknown(at, volume, volumes, 'volume'));
    }
    if (volume !== undefined && textOf(value['containerPath']) === undefined) {
      diagnostics.push(
        warning(path, `a mount point needs "containerPath": where the container sees '${volume}'`),
      );
    }
    return diagnostics;
  });
}

function checkVolumesFrom(container: Container, names: readonly string[]): PathDiagnostic[] {
  return listOf(container, 'volumesFrom').flatMap(({ value, path }) => {
    const source = textOf(value['sourceContainer']);
    if (source === undefined || names.includes(source)) return [];
    return [unknown([...path, 'sourceContainer'], source, names, 'container')];
  });
}

function checkLinks({ value, path }: Container, names: readonly string[]): PathDiagnostic[] {
  return textsIn(value['links'], [...path, 'links']).flatMap((link) => {
    const [target = ''] = link.value.split(':');
    return names.includes(target) ? [] : [unknown(link.path, target, names, 'container')];
  });
}

function checkDependencies(
  container: Container,
  containers: readonly Container[],
  names: readonly string[],
): PathDiagnostic[] {
  return listOf(container, 'dependsOn').flatMap(({ value, path }) => {
    const name = textOf(value['containerName']);
    if (name === undefined) return [];
    const target = containers.find((other) => other.name === name);
    const at = [...path, 'containerName'];
    if (!target) return [unknown(at, name, names, 'container')];
    if (target.name === container.name) return [error(at, 'a container cannot wait for itself; delete this')];
    const condition = value['condition'];
    if ((condition === 'SUCCESS' || condition === 'COMPLETE') && isEssential(target)) {
      const message = `${condition} waits for the end of '${name}', and the end of an essential container ends the task; give '${name}' "essential": false`;
      return [error([...path, 'condition'], message)];
    }
    if (condition === 'HEALTHY' && !isObject(target.value['healthCheck'])) {
      return [
        warning([...path, 'condition'], `'${name}' has no healthCheck, so that it never becomes HEALTHY`),
      ];
    }
    return [];
  });
}

function checkCycle(containers: readonly Container[]): PathDiagnostic[] {
  const cycle = findCycle(
    new Map(
      containers.map((container) => [
        container.name ?? '',
        listOf(container, 'dependsOn').flatMap(({ value }) => textOf(value['containerName']) ?? []),
      ]),
    ),
  );
  // A container that waits for itself has been reported.
  if (!cycle || cycle.length === 1) return [];
  const first = containers.find(({ name }) => name === cycle[0]);
  const round = [...cycle, cycle[0]].join(' → ');
  const message = `these containers wait for each other: ${round}; delete one dependsOn`;
  return [error([...(first?.path ?? []), 'dependsOn'], message)];
}

function checkProxy(task: JsonObject, names: readonly string[]): PathDiagnostic[] {
  const name = textOf(objectOf(task['proxyConfiguration'])['containerName']);
  if (name === undefined || names.includes(name)) return [];
  // No page says that ECS checks it.
  return [
    { ...unknown(['proxyConfiguration', 'containerName'], name, names, 'container'), severity: 'warning' },
  ];
}
