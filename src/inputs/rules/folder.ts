import type { Location, Diagnostic } from '../../domain/diagnostic.ts';

import { isObject, type JsonObject } from '../../lib/json.ts';
import { locateFindings } from '../finding.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import { prefixed, type Source } from '../task-definition.ts';
import { claimsOf } from './proxy-labels.ts';
import { checkServiceTask } from './service-task.ts';
import { containersOf } from './task-view.ts';

export interface CheckedTaskDefinition {
  readonly file: string;
  readonly name: string;
  readonly family: string;
  readonly content: JsonObject;
  readonly source: Source;
}

export interface CheckedService {
  readonly file: string;
  readonly taskDefinition: string;
  readonly taskDefinitionLocation: Location;
  readonly content: JsonObject;
  readonly source: Source;
}

/**
 * What only all the files together show: services without a task definition or that do not fit theirs, and host
 * names that two task definitions claim.
 *
 * @param siblings names of `.taskdef` files that are there, read or not; undefined if AWS will be asked for what is
 *   not among the task definitions
 */
export function checkFolder(
  taskDefinitions: readonly CheckedTaskDefinition[],
  services: readonly CheckedService[],
  taskPrefix: string,
  siblings: readonly string[] | undefined,
): Diagnostic[] {
  return [
    ...services.flatMap((service) => checkReference(service, taskDefinitions, taskPrefix, siblings)),
    ...checkClaims(taskDefinitions),
  ];
}

function checkReference(
  service: CheckedService,
  taskDefinitions: readonly CheckedTaskDefinition[],
  taskPrefix: string,
  siblings: readonly string[] | undefined,
): Diagnostic[] {
  const reference = service.taskDefinition;
  const name = reference.replace(/^arn:.*:task-definition\//, '');
  const family = prefixed(name, taskPrefix);
  const match =
    taskDefinitions.find((each) => each.name === name) ??
    taskDefinitions.find((each) => each.family === name || each.family === family);
  if (match) {
    const { document, base } = service.source;
    return locateFindings(document, base, checkServiceTask(service.content, match.content));
  }
  // One that is in AWS alone is fine, and nobody is asked here.
  if (!siblings) return [];
  const known = [...taskDefinitions.map((each) => each.name), ...siblings];
  if (
    name !== reference ||
    /:\d+$/.test(name) ||
    siblings.some((each) => prefixed(each, taskPrefix) === family)
  )
    return [];
  const near = suggestion(name, known);
  const message = `there is no ${name}.taskdef here${near}; without one, '${family}' or '${name}' must be in AWS`;
  return [{ ...service.taskDefinitionLocation, message, severity: 'warning' }];
}

function checkClaims(taskDefinitions: readonly CheckedTaskDefinition[]): Diagnostic[] {
  const first = new Map<string, CheckedTaskDefinition>();
  const diagnostics: Diagnostic[] = [];
  for (const task of taskDefinitions) {
    for (const { value, path } of containersOf(task.content)) {
      const labels = isObject(value['dockerLabels']) ? value['dockerLabels'] : {};
      for (const { host, port } of claimsOf(labels)) {
        const claim = `${host}:${port}`;
        const other = first.get(claim) ?? task;
        first.set(claim, other);
        if (other.family === task.family) continue;
        const place = task.source.document.location([
          ...task.source.base,
          ...path,
          'dockerLabels',
          'proxy.host',
        ]);
        const message = `${claim} is claimed by ${other.file} as well, and requests would go to either; choose another host or port`;
        diagnostics.push({ ...place, message, severity: 'warning' });
      }
    }
  }
  return diagnostics;
}
