import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { generatedParts, partsOf, unpacked } from '../../scripts/generate/template.ts';
import { venvBin } from '../support/venv.ts';

interface Parameter {
  readonly Type: string;
  readonly Description?: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly (string | number)[];
  readonly ConstraintDescription?: string;
}

interface Resource {
  readonly DependsOn?: string | readonly string[];
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Resources: Readonly<Record<string, Resource>>;
}

const path = fileURLToPath(new URL('../../ecs-cluster.cf.yaml', import.meta.url));
const text = readFileSync(path, 'utf8');
// Without its tags, `!Ref Name` is the text Name.
const { Parameters, Resources } = parse(text, { logLevel: 'silent' }) as Template;

test('cfn-lint finds nothing in the template', () => {
  const { status, stdout, stderr } = spawnSync(venvBin('cfn-lint'), [path], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
test('the template fits into a request to CloudFormation, without a bucket, with 3 KB to spare', () => {
  expect(Buffer.byteLength(text)).toBeLessThan(51_200 - 3 * 1024);
});

test('the template is plain ASCII, since CloudFormation shows other characters of descriptions as question marks', () => {
  expect(text).toMatch(/^[\n -~]*$/);
});

test('the network is all that has to be given', () => {
  const required = Object.entries(Parameters).filter(([, parameter]) => parameter.Default === undefined);
  expect(required.map(([name]) => name)).toEqual(['VpcId', 'SubnetA', 'SubnetB', 'SubnetC']);
});

test.each(Object.entries(Parameters))(
  '%s is described, and its default is a value that it takes',
  (_, parameter) => {
    const { Description, Default = 'none', AllowedValues = [Default] } = parameter;
    expect(Description).toMatch(/^[A-Z]/);
    expect(AllowedValues).toContain(Default);
  },
);

const patterns = Object.entries(Parameters).filter(([, { AllowedPattern }]) => AllowedPattern);

test.each(patterns)('%s says what its pattern means', (_, { ConstraintDescription }) => {
  expect(ConstraintDescription).toMatch(/^must be /);
});

test.each(patterns.filter(([, { Default }]) => Default !== undefined))(
  'the default of %s matches its pattern',
  (_, { Default, AllowedPattern = '' }) => {
    expect(Default).toMatch(new RegExp(AllowedPattern));
  },
);

test.each([
  ['VpcId', ['vpc-12345678', 'vpc-0123456789abcdef0'], ['', 'vpc-12345', 'subnet-12345678']],
  ['SubnetA', ['subnet-12345678', 'subnet-0123456789abcdef0'], ['', 'vpc-12345678']],
  ['KeyName', ['', 'My SSH Key'], ['Schl\u00fcssel']],
  ['WebCidr', ['0.0.0.0/0', '10.0.0.0/8', '203.0.113.7/32'], ['', '10.0.0.0', '10.0.0.256/8', '10.0.0.0/33']],
  ['SshCidr', ['', '203.0.113.7/32'], ['0.0.0.0', '999.0.0.0/8', '::/0']],
  [
    'InstanceType',
    ['', 'm7i.large', 't3.medium,t3a.medium', 'u7i-12tb.224xlarge'],
    ['large', 'a.b, c.d', 'a.b,'],
  ],
  ['ProxyDomain', ['', 'example.com', 'localhost'], ['Example.com', '.example.com', 'a_b.com']],
  ['ProxyPorts', ['80', '80,443', '80,443,8080,9000'], ['', '80, 443', '0', '1,2,3,4,5']],
  ['AcmeEmail', ['', 'admin@example.com'], ['admin']],
  ['HostedZoneId', ['', 'none', 'Z0123456789ABC'], ['example.com', '/hostedzone/Z1']],
  ['ClusterName', ['', 'acme-cluster', 'a_1'], ['acme cluster', 'a/b', 'x'.repeat(129)]],
  ['FileSystemId', ['', 'fs-12345678', 'fs-0123456789abcdef0'], ['fs-', 'fs-xyz']],
])('%s takes %j, and neither of %j', (name, taken, refused) => {
  const pattern = new RegExp(Parameters[name]?.AllowedPattern as string);
  expect(taken.filter((value) => !pattern.test(value))).toEqual([]);
  expect(refused.filter((value) => pattern.test(value))).toEqual([]);
});

// What follows concerns what moto does not know.

test('an update that has to replace the file system leaves the old one and its data', () => {
  expect(Resources['FileSystem']?.UpdateReplacePolicy).toBe('Retain');
});

const properties = (resource: string) => Resources[resource]?.Properties ?? {};

test('ECS scales the nodes and drains them, and never protects one from ending', () => {
  expect(properties('CapacityProvider')['AutoScalingGroupProvider']).toMatchObject({
    ManagedScaling: { Status: 'ENABLED' },
    ManagedDraining: 'ENABLED',
    ManagedTerminationProtection: 'DISABLED',
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-capacityprovider.html
test('the name of the capacity provider does not begin with a word that ECS refuses', () => {
  expect(properties('CapacityProvider')['Name']).toEqual([
    expect.stringMatching(/^nodes-/),
    expect.anything(),
  ]);
});

test('what names no launch type runs on the nodes of the capacity provider', () => {
  expect(properties('CapacityProviderAssociation')).toMatchObject({
    CapacityProviders: ['CapacityProvider'],
    DefaultCapacityProviderStrategy: [{ CapacityProvider: 'CapacityProvider', Weight: 1 }],
  });
});

// Generated parts. Packed text differs with the version of Node.js, so what comes out of it is compared.
test("the generated parts are those that 'npm run generate' makes", async () => {
  expect(unpacked(partsOf(text))).toEqual(unpacked(await generatedParts()));
});

test('the Docker socket is mounted read-only, and only into the agent', () => {
  const mounted = Object.entries(Resources).filter(([, resource]) =>
    JSON.stringify(resource).includes('docker.sock'),
  );
  expect(mounted.map(([name]) => name)).toEqual(['ProxyAgentTask']);
  expect(properties('ProxyAgentTask')['ContainerDefinitions']).toMatchObject([
    {
      ReadonlyRootFilesystem: true,
      MountPoints: expect.arrayContaining([
        { SourceVolume: 'docker', ContainerPath: '/var/run/docker.sock', ReadOnly: true },
      ]),
    },
  ]);
});

test('Caddy is no root, has a read-only root file system, and may only bind low ports', () => {
  expect(properties('CaddyTask')['ContainerDefinitions']).toMatchObject([
    { Name: 'folders', Essential: false },
    {
      Name: 'caddy',
      User: '1000:1000',
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ['ALL'], Add: ['NET_BIND_SERVICE'] } },
    },
  ]);
});

test.each(['CaddyService', 'ProxyAgentService'])(
  '%s runs once on every node, and ends before the nodes do',
  (name) => {
    expect(properties(name)).toMatchObject({ SchedulingStrategy: 'DAEMON', LaunchType: 'EC2' });
    expect(Resources[name]?.DependsOn).toBe('AutoScalingGroup');
  },
);

test('the rule of the DNS function is deleted before its records, which it would write again', () => {
  expect(Resources['DnsRule']?.DependsOn).toBe('DnsRecords');
});
