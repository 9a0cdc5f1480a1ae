import { isReservedTag } from '../../domain/tags.ts';
import { isObject, jsonText, type Json, type JsonObject } from '../../lib/json.ts';
import { digest, stableJson } from './digest.ts';

/**
 * A task definition in the one form that all ways of writing it share: what ECS fills in is filled in or left
 * out on both sides, sets are sorted, empty members are dropped. Two definitions that ECS would run alike are
 * equal in it, so that what `DescribeTaskDefinition` returns can be compared with a file.
 *
 * Defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 * and …/API_ContainerDefinition.html.
 */
export function canonicalTaskDefinition(content: JsonObject): JsonObject {
  const networkMode = content['networkMode'] ?? 'bridge';
  const canonical = {
    ...content,
    networkMode: omitDefault(networkMode, 'bridge'),
    cpu: taskCpu(content['cpu']),
    memory: taskMemory(content['memory']),
    tags: userTags(content['tags']),
    containerDefinitions: mapObjects(content['containerDefinitions'], (container) =>
      canonicalContainer(container, networkMode),
    ),
    volumes: sorted(mapObjects(content['volumes'], canonicalVolume)),
    requiresCompatibilities: sorted(content['requiresCompatibilities']),
    placementConstraints: sorted(content['placementConstraints']),
    runtimePlatform: withoutDefaults(content['runtimePlatform'], {
      cpuArchitecture: 'X86_64',
      operatingSystemFamily: 'LINUX',
    }),
  };
  return (withoutEmpty(canonical) ?? {}) as JsonObject;
}

/** The same for two definitions that ECS would run alike. */
export function taskDefinitionDigest(content: JsonObject): string {
  return digest(canonicalTaskDefinition(content));
}

function canonicalContainer(container: JsonObject, networkMode: Json): JsonObject {
  return {
    ...container,
    cpu: omitDefault(container['cpu'], 0),
    essential: omitDefault(container['essential'], true),
    environment: sorted(container['environment']),
    environmentFiles: sorted(container['environmentFiles']),
    secrets: sorted(container['secrets']),
    mountPoints: sorted(container['mountPoints']),
    volumesFrom: sorted(container['volumesFrom']),
    ulimits: sorted(container['ulimits']),
    extraHosts: sorted(container['extraHosts']),
    dependsOn: sorted(container['dependsOn']),
    systemControls: sorted(container['systemControls']),
    resourceRequirements: sorted(container['resourceRequirements']),
    dockerSecurityOptions: sorted(container['dockerSecurityOptions']),
    portMappings: sorted(
      mapObjects(container['portMappings'], (mapping) => canonicalPortMapping(mapping, networkMode)),
    ),
    linuxParameters: canonicalLinuxParameters(container['linuxParameters']),
    healthCheck: withoutDefaults(container['healthCheck'], { interval: 30, timeout: 5, retries: 3 }),
    versionConsistency: omitDefault(container['versionConsistency'], 'enabled'),
  };
}

/** Outside bridge mode the host port can only be the container port, and ECS fills it in. */
function canonicalPortMapping(mapping: JsonObject, networkMode: Json): JsonObject {
  const implied = networkMode === 'bridge' ? 0 : mapping['containerPort'];
  return {
    ...mapping,
    hostPort: omitDefault(mapping['hostPort'], implied),
    protocol: omitDefault(mapping['protocol'], 'tcp'),
  };
}

function canonicalLinuxParameters(parameters: Json | undefined): Json | undefined {
  if (!isObject(parameters)) return parameters;
  const capabilities = parameters['capabilities'];
  return {
    ...parameters,
    devices: sorted(parameters['devices']),
    tmpfs: sorted(parameters['tmpfs']),
    capabilities: isObject(capabilities)
      ? { add: sorted(capabilities['add']), drop: sorted(capabilities['drop']) }
      : capabilities,
  };
}

function canonicalVolume(volume: JsonObject): JsonObject {
  return {
    ...volume,
    efsVolumeConfiguration: withoutDefaults(volume['efsVolumeConfiguration'], {
      rootDirectory: '/',
      transitEncryption: 'DISABLED',
    }),
    dockerVolumeConfiguration: withoutDefaults(volume['dockerVolumeConfiguration'], {
      scope: 'task',
      driver: 'local',
    }),
  };
}

/** `1 vCPU` is 1024 units; ECS stores the number of units, as text. */
function taskCpu(value: Json | undefined): Json | undefined {
  const [, amount] = /^([\d.]+)\s*vcpus?$/i.exec(jsonText(value)) ?? [];
  return amount ? String(Number(amount) * 1024) : text(value);
}

/** `2 GB` is 2048 MiB; ECS stores the number of MiB, as text. */
function taskMemory(value: Json | undefined): Json | undefined {
  const [, amount] = /^([\d.]+)\s*gb$/i.exec(jsonText(value)) ?? [];
  return amount ? String(Number(amount) * 1024) : text(value);
}

function text(value: Json | undefined): Json | undefined {
  return typeof value === 'number' ? String(value) : value;
}

/** Tags that the user wrote, by name. */
export function userTags(tags: Json | undefined): Json | undefined {
  if (!Array.isArray(tags)) return undefined;
  return sorted(tags.filter((tag: Json) => isObject(tag) && !isReservedTag(jsonText(tag['key']))));
}

function omitDefault(value: Json | undefined, implied: Json | undefined): Json | undefined {
  return value === implied ? undefined : value;
}

function withoutDefaults(value: Json | undefined, defaults: JsonObject): Json | undefined {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, member]) => member !== defaults[name]));
}

function mapObjects(value: Json | undefined, change: (item: JsonObject) => JsonObject): Json | undefined {
  if (!Array.isArray(value)) return value;
  return value.map((item: Json) => (isObject(item) ? change(item) : item));
}

/** For lists whose order means nothing. */
function sorted(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value) || value.length < 2) return value;
  const keyed = value.map((item: Json) => ({ item, key: stableJson(withoutEmpty(item)) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

/** Drops what means the same as nothing: null, switches that are off, empty lists and objects. */
export function withoutEmpty(value: Json | undefined): Json | undefined {
  if (value === null || value === false) return undefined;
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item: Json) => withoutEmpty(item) ?? item);
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    // The one switch whose default is on.
    .map(([name, member]) => [name, name === 'essential' ? member : withoutEmpty(member)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
