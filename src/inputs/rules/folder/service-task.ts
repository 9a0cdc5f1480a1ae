import { isObject, type JsonObject } from '../../../lib/json.ts';
import { suggestion } from '../../../lib/nearest-name.ts';
import {
  error,
  numberOf,
  objectsIn,
  textOf,
  type PathDiagnostic,
  type ObjectAt,
} from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { FolderDiagnostic, FolderRule } from '../rule.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { taskDefinitionOf } from '../view/reference.ts';
import { containersOf, isFilled, listOf, networkModeOf } from '../view/task-view.ts';

/**
 * Whether what a service says about its task definition is true.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html. ECS says "The container x does
 * not exist in the task definition", "The container x did not have a container port y defined", "Network
 * Configuration must be provided when networkMode 'awsvpc' is specified" and "Network Configuration is not valid
 * for the given networkMode of this task definition".
 */
export const serviceTaskRule: FolderRule = {
  id: 'folder/service-task',
  page: apiPage('CreateService'),
  check(folder) {
    return folder.services.flatMap((service): FolderDiagnostic[] => {
      const task = taskDefinitionOf(service, folder);
      const diagnostics = task ? checkPair(service.source.content, task.source.content) : [];
      return diagnostics.map((diagnostic) => ({ source: service.source, ...diagnostic }));
    });
  },
};

function checkPair(service: JsonObject, task: JsonObject): PathDiagnostic[] {
  const balancers = objectsIn(service['loadBalancers'], ['loadBalancers']);
  const registries = objectsIn(service['serviceRegistries'], ['serviceRegistries']);
  return [
    ...checkNetwork(service, task),
    ...balancers.flatMap((each) => checkContainer(each, task, true)),
    ...registries.flatMap((each) => checkContainer(each, task, false)),
    ...checkServiceConnect(service, task),
  ];
}

function checkNetwork(service: JsonObject, task: JsonObject): PathDiagnostic[] {
  const mode = networkModeOf(task);
  const has = isFilled(service['networkConfiguration']);
  if (mode === 'awsvpc' && !has) {
    const message =
      'its task definition has networkMode awsvpc, so it needs "networkConfiguration": { "awsvpcConfiguration": { "subnets": [ … ] } }';
    return [error([], message)];
  }
  if (mode === 'awsvpc' || !has) return [];
  const message = `its task definition has networkMode ${mode}; networkConfiguration is for awsvpc: delete it, or change networkMode`;
  return [error(['networkConfiguration'], message)];
}

function checkContainer({ value, path }: ObjectAt, task: JsonObject, isBalancer: boolean): PathDiagnostic[] {
  const name = textOf(value['containerName']);
  if (name === undefined || hasPlaceholder(name)) return [];
  const containers = containersOf(task);
  const container = containers.find((each) => each.name === name);
  if (!container) {
    const names = containers.flatMap((each) => each.name ?? []);
    const near = suggestion(name, names) || `; it has ${names.join(', ')}`;
    return [error([...path, 'containerName'], `its task definition has no container '${name}'${near}`)];
  }
  const port = numberOf(value['containerPort']);
  if (!isBalancer || port === undefined || port === 0) return [];
  const mappings = listOf(container, 'portMappings');
  if (mappings.some(({ value: mapping }) => holds(mapping, port))) return [];
  const message = `container '${name}' has no port ${port}; add { "containerPort": ${port} } to its portMappings`;
  return [error([...path, 'containerPort'], message)];
}

function holds(mapping: JsonObject, port: number): boolean {
  if (mapping['containerPort'] === port) return true;
  const [first, last] = (textOf(mapping['containerPortRange']) ?? '').split('-').map(Number);
  return first !== undefined && last !== undefined && first <= port && port <= last;
}

/** API_ServiceConnectService.html (portName) */
function checkServiceConnect(service: JsonObject, task: JsonObject): PathDiagnostic[] {
  const connect = service['serviceConnectConfiguration'];
  if (!isObject(connect) || connect['enabled'] === false) return [];
  const names = containersOf(task).flatMap((container) =>
    listOf(container, 'portMappings').flatMap(({ value }) => textOf(value['name']) ?? []),
  );
  return objectsIn(connect['services'], ['serviceConnectConfiguration', 'services']).flatMap(
    ({ value, path }) => {
      const port = textOf(value['portName']);
      if (port === undefined || names.includes(port) || hasPlaceholder(port)) return [];
      const message = `no port mapping of its task definition is called '${port}'${suggestion(port, names)}; give one "name": "${port}"`;
      return [error([...path, 'portName'], message)];
    },
  );
}
