import type { ContainerContent, TaskDefinitionContent } from '../../domain/content.ts';
import { isReservedTag } from '../../domain/tags.ts';
import { asJson, isObject, jsonText, type Json, type JsonObject, type Members } from '../../lib/json.ts';
import { digest, stableJson } from './digest.ts';

type ListItem<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;
type PortMapping = ListItem<ContainerContent['portMappings']>;
type Volume = ListItem<TaskDefinitionContent['volumes']>;
type LinuxParameters = NonNullable<ContainerContent['linuxParameters']>;

/**
 * A task definition in the one form that all ways of writing it share: what ECS fills in is filled in or left
 * out on both sides, sets are sorted, empty members are dropped. Two definitions that ECS would run alike are
 * equal in it, so that what `DescribeTaskDefinition` returns can be compared with a file.
 *
 * Defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 * and …/API_ContainerDefinition.html.
 */
export function canonicalTaskDefinition(content: TaskDefinitionContent): JsonObject {
  const networkMode = content.networkMode ?? 'bridge';
  const canonical: Members<TaskDefinitionContent> = {
    ...content,
    networkMode: omitDefault(networkMode, 'bridge'),
    cpu: inUnits(content.cpu, /^([\d.]+)\s*vcpus?$/i),
    memory: inUnits(content.memory, /^([\d.]+)\s*gb$/i),
    tags: userTags(content.tags),
    containerDefinitions: mapObjects(content.containerDefinitions, (container) =>
      canonicalContainer(container, networkMode),
    ),
    volumes: sorted(mapObjects(content.volumes, canonicalVolume)),
    requiresCompatibilities: sorted(content.requiresCompatibilities),
    placementConstraints: sorted(content.placementConstraints),
    runtimePlatform: withoutDefaults(content.runtimePlatform, {
      cpuArchitecture: 'X86_64',
      operatingSystemFamily: 'LINUX',
    }),
  };
  return (withoutEmpty(canonical) ?? {}) as JsonObject;
}

/** The same for two definitions that ECS would run alike. */
export function taskDefinitionDigest(content: TaskDefinitionContent): string {
  return digest(canonicalTaskDefinition(content));
}

function canonicalContainer(container: ContainerContent, networkMode: string): Members<ContainerContent> {
  return {
    ...container,
    cpu: omitDefault(container.cpu, 0),
    essential: omitDefault(container.essential, true),
    environment: sorted(container.environment),
    environmentFiles: sorted(container.environmentFiles),
    secrets: sorted(container.secrets),
    mountPoints: sorted(container.mountPoints),
    volumesFrom: sorted(container.volumesFrom),
    ulimits: sorted(container.ulimits),
    extraHosts: sorted(container.extraHosts),
    dependsOn: sorted(container.dependsOn),
    systemControls: sorted(container.systemControls),
    resourceRequirements: sorted(container.resourceRequirements),
    dockerSecurityOptions: sorted(container.dockerSecurityOptions),
    portMappings: sorted(
      mapObjects(container.portMappings, (mapping) => canonicalPortMapping(mapping, networkMode)),
    ),
    linuxParameters: canonicalLinuxParameters(container.linuxParameters),
    healthCheck: withoutDefaults(container.healthCheck, { interval: 30, timeout: 5, retries: 3 }),
    versionConsistency: omitDefault(container.versionConsistency, 'enabled'),
  };
}

/** Outside bridge mode the host port can only be the container port, and ECS fills it in. */
function canonicalPortMapping(mapping: PortMapping, networkMode: string): Members<PortMapping> {
  const implied = networkMode === 'bridge' ? 0 : mapping.containerPort;
  return {
    ...mapping,
    hostPort: omitDefault(mapping.hostPort, implied),
    protocol: omitDefault(mapping.protocol, 'tcp'),
  };
}

function canonicalLinuxParameters(parameters: LinuxParameters | undefined): unknown {
  if (!parameters) return parameters;
  const { capabilities } = parameters;
  const canonical: Members<LinuxParameters> = {
    ...parameters,
    devices: sorted(parameters.devices),
    tmpfs: sorted(parameters.tmpfs),
    capabilities: capabilities && { add: sorted(capabilities.add), drop: sorted(capabilities.drop) },
  };
  return canonical;
}

function canonicalVolume(volume: Volume): Members<Volume> {
  return {
    ...volume,
    efsVolumeConfiguration: withoutDefaults(volume.efsVolumeConfiguration, {
      rootDirectory: '/',
      transitEncryption: 'DISABLED',
    }),
    dockerVolumeConfiguration: withoutDefaults(volume.dockerVolumeConfiguration, {
      scope: 'task',
      driver: 'local',
    }),
  };
}

/** `1 vCPU` is 1024 units, `2 GB` are 2048 MiB; ECS stores the number of units or MiB, as text. */
function inUnits(value: unknown, larger: RegExp): unknown {
  const [, amount] = larger.exec(jsonText(asJson(value))) ?? [];
  if (amount) return String(Number(amount) * 1024);
  return typeof value === 'number' ? String(value) : value;
}

/** Tags that the user wrote, by name. */
export function userTags(tags: TaskDefinitionContent['tags']): typeof tags {
  if (!Array.isArray(tags)) return undefined;
  return sorted(tags.filter((tag) => isObject(tag) && !isReservedTag(jsonText(tag.key))));
}

function omitDefault(value: unknown, implied: unknown): unknown {
  return value === implied ? undefined : value;
}

function withoutDefaults<Value extends object>(value: Value | undefined, defaults: Partial<Value>): unknown {
  if (!isObject(value)) return value;
  const implied = Object.entries(defaults);
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, member]) => !implied.some((each) => each[0] === name && each[1] === member),
    ),
  );
}

function mapObjects<Item, Changed>(
  list: readonly Item[] | undefined,
  change: (item: Item) => Changed,
): readonly (Item | Changed)[] | undefined {
  if (!Array.isArray(list)) return list;
  return list.map((item: Item) => (isObject(item) ? change(item) : item));
}

/** For lists whose order means nothing. */
function sorted<List extends readonly unknown[] | undefined>(list: List): List {
  if (!Array.isArray(list) || list.length < 2) return list;
  const keyed = list.map((item: unknown) => ({ item, key: stableJson(withoutEmpty(item)) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item) as unknown as List;
}

/** Drops what means the same as nothing: null, switches that are off, empty lists and objects. */
export function withoutEmpty(content: unknown): Json | undefined {
  const value = asJson(content);
  if (value === null || value === false) return undefined;
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item: Json) => withoutEmpty(item) ?? item);
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    // `essential` is the one switch whose default is on.
    .map(([name, member]) => [name, name === 'essential' ? member : withoutEmpty(member)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
