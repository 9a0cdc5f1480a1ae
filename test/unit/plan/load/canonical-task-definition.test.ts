import {
  anything,
  array,
  assert,
  constantFrom,
  dictionary,
  jsonValue,
  option,
  property,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/lib/json.ts';
import { canonicalTaskDefinition } from '../../../../src/plan/load/canonical-task-definition.ts';
import { digest } from '../../../../src/plan/load/digest.ts';

const task = (content: JsonObject): JsonObject => ({
  family: 'acme-web',
  containerDefinitions: [{ name: 'web', image: 'nginx' }],
  ...content,
});
const container = (content: JsonObject, more: JsonObject = {}): JsonObject =>
  task({ containerDefinitions: [{ name: 'web', image: 'nginx', ...content }], ...more });
const canonicalDigest = (content: JsonObject) => digest(canonicalTaskDefinition(content));

const a = { name: 'A', value: '1' };
const b = { name: 'B', value: '2' };
const port = { containerPort: 80 };

describe('two task definitions are the same', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['with and without the network mode bridge', task({ networkMode: 'bridge' }), task({})],
    ['with CPU as a number, as text and in vCPU', task({ cpu: 1024 }), task({ cpu: '1 vCPU' })],
    ['with CPU in parts of a vCPU', task({ cpu: '256' }), task({ cpu: '.25 vcpu' })],
    ['with memory in MiB and GB', task({ memory: 2048 }), task({ memory: '2 GB' })],
    [
      'with and without the usual platform',
      task({ runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' } }),
      task({}),
    ],
    [
      'with launch types in another order',
      task({ requiresCompatibilities: ['EC2', 'FARGATE'] }),
      task({ requiresCompatibilities: ['FARGATE', 'EC2'] }),
    ],
    [
      'with empty lists and objects',
      task({ volumes: [], placementConstraints: [], runtimePlatform: {} }),
      task({}),
    ],
    ['with null', task({ taskRoleArn: null }), task({})],
    [
      'with the tags of this program and of AWS',
      task({
        tags: [
          { key: 'ecs-efs:prefix', value: 'a' },
          { key: 'aws:x', value: 'b' },
        ],
      }),
      task({}),
    ],
    [
      'with tags in another order',
      task({
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
      }),
      task({
        tags: [
          { value: '2', key: 'b' },
          { key: 'a', value: '1' },
        ],
      }),
    ],
    [
      'with volumes in another order',
      task({ volumes: [{ name: 'a' }, { name: 'b' }] }),
      task({ volumes: [{ name: 'b' }, { name: 'a', host: {} }] }),
    ],
    [
      'with the defaults of an EFS volume',
      task({
        volumes: [
          {
            name: 'a',
            efsVolumeConfiguration: {
              fileSystemId: 'fs-1',
              rootDirectory: '/',
              transitEncryption: 'DISABLED',
            },
          },
        ],
      }),
      task({ volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }] }),
    ],
    [
      'with the defaults of a Docker volume',
      task({
        volumes: [
          { name: 'a', dockerVolumeConfiguration: { scope: 'task', driver: 'local', labels: { x: 'y' } } },
        ],
      }),
      task({ volumes: [{ name: 'a', dockerVolumeConfiguration: { labels: { x: 'y' } } }] }),
    ],
    [
      'with what ECS fills into a container',
      container({
        cpu: 0,
        essential: true,
        environment: [],
        mountPoints: [],
        volumesFrom: [],
        portMappings: [],
        systemControls: [],
        versionConsistency: 'enabled',
      }),
      container({}),
    ],
    [
      'with switches that are off',
      container({
        privileged: false,
        readonlyRootFilesystem: false,
        linuxParameters: { initProcessEnabled: false },
      }),
      container({}),
    ],
    [
      'with variables in another order',
      container({ environment: [a, b] }),
      container({ environment: [b, a] }),
    ],
    [
      'with secrets in another order',
      container({
        secrets: [
          { name: 'A', valueFrom: 'x' },
          { name: 'B', valueFrom: 'y' },
        ],
      }),
      container({
        secrets: [
          { valueFrom: 'y', name: 'B' },
          { name: 'A', valueFrom: 'x' },
        ],
      }),
    ],
    [
      'with the ports of bridge mode filled in',
      container({ portMappings: [{ ...port, hostPort: 0, protocol: 'tcp' }] }),
      container({ portMappings: [port] }),
    ],
    [
      'with the host ports of awsvpc filled in',
      container({ portMappings: [{ ...port, hostPort: 80 }] }, { networkMode: 'awsvpc' }),
      container({ portMappings: [port] }, { networkMode: 'awsvpc' }),
    ],
    [
      'with the host ports of host mode filled in',
      container({ portMappings: [{ ...port, hostPort: 80 }] }, { networkMode: 'host' }),
      container({ portMappings: [port] }, { networkMode: 'host' }),
    ],
    [
      'with ports in another order',
      container({ portMappings: [{ containerPort: 1 }, { containerPort: 2 }] }),
      container({ portMappings: [{ containerPort: 2, protocol: 'tcp' }, { containerPort: 1 }] }),
    ],
    [
      'with mounts in another order',
      container({
        mountPoints: [
          { sourceVolume: 'a', containerPath: '/a' },
          { sourceVolume: 'b', containerPath: '/b', readOnly: false },
        ],
      }),
      container({
        mountPoints: [
          { sourceVolume: 'b', containerPath: '/b' },
          { sourceVolume: 'a', containerPath: '/a', readOnly: false },
        ],
      }),
    ],
    [
      'with the defaults of a health check',
      container({ healthCheck: { command: ['CMD', 'x'], interval: 30, timeout: 5, retries: 3 } }),
      container({ healthCheck: { command: ['CMD', 'x'] } }),
    ],
    [
      'with capabilities in another order',
      container({ linuxParameters: { capabilities: { add: ['A', 'B'], drop: [] } } }),
      container({ linuxParameters: { capabilities: { add: ['B', 'A'] } } }),
    ],
  ])('%s', (_, left, right) => {
    expect(canonicalTaskDefinition(left)).toEqual(canonicalTaskDefinition(right));
    expect(canonicalDigest(left)).toBe(canonicalDigest(right));
  });
});

describe('two task definitions are not the same', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['with another image', container({ image: 'nginx:1' }), container({ image: 'nginx:2' })],
    ['with another network mode', task({ networkMode: 'host' }), task({})],
    ['with other CPU', task({ cpu: '1 vCPU' }), task({ cpu: '1' })],
    ['with another architecture', task({ runtimePlatform: { cpuArchitecture: 'ARM64' } }), task({})],
    ['with a tag of the user', task({ tags: [{ key: 'team', value: 'a' }] }), task({})],
    ['with a container that is not essential', container({ essential: false }), container({})],
    ['with a switch that is on', container({ privileged: true }), container({})],
    ['with a variable that is empty', container({ environment: [{ name: 'A', value: '' }] }), container({})],
    [
      'with another value',
      container({ environment: [a] }),
      container({ environment: [{ ...a, value: '2' }] }),
    ],
    ['with a label that is empty', container({ dockerLabels: { x: '' } }), container({})],
    [
      'with a command in another order',
      container({ command: ['a', 'b'] }),
      container({ command: ['b', 'a'] }),
    ],
    [
      'with name servers in another order',
      container({ dnsServers: ['1.1.1.1', '9.9.9.9'] }),
      container({ dnsServers: ['9.9.9.9', '1.1.1.1'] }),
    ],
    [
      'with another host port',
      container({ portMappings: [{ ...port, hostPort: 80 }] }),
      container({ portMappings: [port] }),
    ],
    [
      'with another protocol',
      container({ portMappings: [{ ...port, protocol: 'udp' }] }),
      container({ portMappings: [port] }),
    ],
    [
      'with a mount that is read-only',
      container({ mountPoints: [{ sourceVolume: 'a', readOnly: true }] }),
      container({ mountPoints: [{ sourceVolume: 'a' }] }),
    ],
    [
      'with transit encryption',
      task({
        volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'f', transitEncryption: 'ENABLED' } }],
      }),
      task({ volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'f' } }] }),
    ],
    ['with a number that is zero', container({ stopTimeout: 0 }), container({})],
    [
      'with one container more',
      task({
        containerDefinitions: [
          { name: 'web', image: 'nginx' },
          { name: 'x', image: 'y' },
        ],
      }),
      task({}),
    ],
  ])('%s', (_, left, right) => {
    expect(canonicalTaskDefinition(left)).not.toEqual(canonicalTaskDefinition(right));
    expect(canonicalDigest(left)).not.toBe(canonicalDigest(right));
  });
});

const value = option(constantFrom<Json>(0, 1, 80, '', 'x', true, false, 'tcp', '1 vCPU', '2GB'), {
  nil: null,
});
const pairs = array(record({ name: string(), value: string() }));
const someContainer = record(
  {
    name: string(),
    image: string(),
    cpu: value,
    essential: constantFrom(true, false),
    environment: pairs,
    secrets: pairs,
    command: array(string()),
    portMappings: array(
      record(
        {
          containerPort: constantFrom(80, 81),
          hostPort: constantFrom(0, 80, 81),
          protocol: constantFrom('tcp', 'udp'),
        },
        { requiredKeys: ['containerPort'] },
      ),
    ),
    dockerLabels: dictionary(string(), string()),
    healthCheck: record(
      { interval: constantFrom(10, 30), retries: constantFrom(1, 3) },
      { requiredKeys: [] },
    ),
    other: jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['name'] },
);
const someTask = record(
  {
    family: string(),
    cpu: value,
    memory: value,
    networkMode: constantFrom('bridge', 'host', 'awsvpc', 'none'),
    tags: array(record({ key: constantFrom('a', 'b', 'aws:x', 'ecs-efs:y'), value: string() })),
    volumes: array(
      record({ name: string(), efsVolumeConfiguration: record({ rootDirectory: constantFrom('/', '/a') }) }),
    ),
    containerDefinitions: array(someContainer, { maxLength: 3 }),
  },
  { requiredKeys: ['family'] },
);

/** The same data with the members of every object in reverse order. */
function reversed(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(reversed);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .map(([name, member]) => [name, reversed(member)])
      .reverse(),
  );
}

describe('for any task definition,', () => {
  it('the order of members and the formatting never change its digest', () => {
    assert(
      property(someTask, (content) => {
        const other = JSON.parse(JSON.stringify(reversed(content), undefined, 7)) as JsonObject;
        expect(canonicalDigest(other)).toBe(canonicalDigest(content as unknown as JsonObject));
      }),
    );
  });

  it('the canonical form of a canonical form is the same', () => {
    assert(
      property(someTask, (content) => {
        const once = canonicalTaskDefinition(content as unknown as JsonObject);
        expect(canonicalTaskDefinition(once)).toEqual(once);
      }),
    );
  });

  it('nothing is changed in place', () => {
    assert(
      property(someTask, (content) => {
        const before = structuredClone(content);
        canonicalTaskDefinition(content as unknown as JsonObject);
        expect(content).toEqual(before);
      }),
    );
  });

  it('even content without sense has a canonical form', () => {
    const nonsense = record({
      containerDefinitions: anything(),
      volumes: anything(),
      tags: anything(),
      cpu: anything(),
    });
    assert(
      property(
        nonsense,
        (content) => void canonicalTaskDefinition(JSON.parse(JSON.stringify(content)) as JsonObject),
      ),
    );
  });
});
