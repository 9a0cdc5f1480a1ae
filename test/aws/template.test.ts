import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  type AutoScalingGroup,
} from '@aws-sdk/client-auto-scaling';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
  type ResponseLaunchTemplateData,
} from '@aws-sdk/client-ec2';
import { DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import {
  CreateFileSystemCommand,
  DescribeMountTargetsCommand,
  EFSClient,
  paginateDescribeFileSystems,
} from '@aws-sdk/client-efs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeUserData, unpackUserData } from '../../scripts/generate/user-data.ts';
import { fnSub } from '../support/fn-sub.ts';
import { startMoto, type Moto } from '../support/moto/moto.ts';

type Words = Readonly<Record<string, string>>;

const template = readFileSync(new URL('../../ecs-cluster.cf.yaml', import.meta.url), 'utf8');

let moto: Moto;
let cloudFormation: CloudFormationClient;
let autoScaling: AutoScalingClient;
let ec2: EC2Client;
let ecs: ECSClient;
let efs: EFSClient;
let network: Words;
let stacks = 0;

beforeAll(async () => {
  moto = await startMoto();
  const endpoint = { endpoint: moto.url };
  cloudFormation = new CloudFormationClient(endpoint);
  autoScaling = new AutoScalingClient(endpoint);
  ec2 = new EC2Client(endpoint);
  ecs = new ECSClient(endpoint);
  efs = new EFSClient(endpoint);
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const [SubnetA = '', SubnetB = '', SubnetC = ''] = Subnets.map(({ SubnetId = '' }) => SubnetId);
  network = { VpcId: Subnets[0]?.VpcId ?? '', SubnetA, SubnetB, SubnetC };
});

afterAll(() => moto.stop());

const input = (parameters: Words) => ({
  TemplateBody: template,
  Capabilities: ['CAPABILITY_IAM' as const],
  Parameters: Object.entries({ ...network, ...parameters }).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
});

/** Creates a stack of its own for one test and returns its name. */
async function create(parameters: Words = {}): Promise<string> {
  const StackName = `stack-${(stacks += 1)}-ecs-cluster`;
  await cloudFormation.send(new CreateStackCommand({ StackName, ...input(parameters) }));
  return StackName;
}

async function update(StackName: string, parameters: Words): Promise<void> {
  await cloudFormation.send(new UpdateStackCommand({ StackName, ...input(parameters) }));
}

async function outputs(StackName: string): Promise<Words> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  return Object.fromEntries(Stacks?.[0]?.Outputs?.map((o) => [o.OutputKey, o.OutputValue]) ?? []);
}

async function fileSystem(stack: string) {
  for await (const { FileSystems = [] } of paginateDescribeFileSystems({ client: efs }, {})) {
    const found = FileSystems.find((system) =>
      system.Tags?.some((tag) => tag.Key === 'ecs-efs:stack' && tag.Value === stack),
    );
    if (found) return found;
  }
  return undefined;
}

async function mountTargets(FileSystemId: string | undefined) {
  const { MountTargets = [] } = await efs.send(new DescribeMountTargetsCommand({ FileSystemId }));
  return MountTargets;
}

async function nodes(stack: string): Promise<AutoScalingGroup> {
  const name = (await outputs(stack))['AutoScalingGroup'] as string;
  const found = await autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  return found.AutoScalingGroups?.[0] as AutoScalingGroup;
}

async function launchTemplate(stack: string): Promise<ResponseLaunchTemplateData> {
  const specification = (await nodes(stack)).MixedInstancesPolicy?.LaunchTemplate
    ?.LaunchTemplateSpecification;
  const found = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId: specification?.LaunchTemplateId,
      Versions: [specification?.Version as string],
    }),
  );
  return found.LaunchTemplateVersions?.[0]?.LaunchTemplateData as ResponseLaunchTemplateData;
}

async function userData(stack: string): Promise<string> {
  return Buffer.from((await launchTemplate(stack)).UserData as string, 'base64').toString();
}

/** What may reach a security group, as `port from source`. */
async function ingress(groupId: string | undefined): Promise<string[]> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [groupId as string] }),
  );
  return (SecurityGroups[0]?.IpPermissions ?? []).flatMap((rule) =>
    [
      ...(rule.IpRanges ?? []).map((r) => r.CidrIp),
      ...(rule.UserIdGroupPairs ?? []).map((p) => p.GroupId),
    ].map((source) => `${rule.IpProtocol} ${rule.FromPort}-${rule.ToPort} from ${source}`),
  );
}

test('a new stack has an encrypted file system of its own with a mount target in each subnet', async () => {
  const stack = await create();
  const system = await fileSystem(stack);
  expect(system).toMatchObject({ Encrypted: true, Name: stack, ThroughputMode: 'elastic' });
  expect((await outputs(stack))['FileSystemId']).toBe(system?.FileSystemId);
  const targets = await mountTargets(system?.FileSystemId);
  const { SubnetA, SubnetB, SubnetC } = network;
  expect(new Set(targets.map((target) => target.SubnetId))).toEqual(new Set([SubnetA, SubnetB, SubnetC]));
});

test('an adopted file system gets mount targets, and none is created beside it', async () => {
  const { FileSystemId = '' } = await efs.send(new CreateFileSystemCommand({ CreationToken: 'adopted' }));
  const stack = await create({ FileSystemId });
  expect(await fileSystem(stack)).toBeUndefined();
  expect((await outputs(stack))['FileSystemId']).toBe(FileSystemId);
  expect(await mountTargets(FileSystemId)).toHaveLength(3);
  expect(await userData(stack)).toContain(`file_system='${FileSystemId}'\n`);
});

test('an adopted file system that has its mount targets is left as it is', async () => {
  const { FileSystemId = '' } = await efs.send(new CreateFileSystemCommand({ CreationToken: 'mounted' }));
  const stack = await create({ FileSystemId, CreateMountTargets: 'false' });
  expect(await mountTargets(FileSystemId)).toEqual([]);
  expect((await nodes(stack)).Instances).toHaveLength(2);
});

test('a new file system gets its mount targets even where CreateMountTargets is false', async () => {
  const stack = await create({ CreateMountTargets: 'false' });
  expect(await mountTargets((await fileSystem(stack))?.FileSystemId)).toHaveLength(3);
});

test('by default two to six on-demand nodes of type t3.medium share the three subnets', async () => {
  const group = await nodes(await create());
  expect(group).toMatchObject({ MinSize: 2, MaxSize: 6, NewInstancesProtectedFromScaleIn: false });
  expect(group.VPCZoneIdentifier?.split(',')).toEqual([
    network['SubnetA'],
    network['SubnetB'],
    network['SubnetC'],
  ]);
  expect(group.MixedInstancesPolicy?.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity).toBe(100);
  expect(group.MixedInstancesPolicy?.LaunchTemplate?.Overrides).toEqual([{ InstanceType: 't3.medium' }]);
});

test.each([
  ['t3.large', ['t3.large']],
  ['m7i.large,m7a.large,m6i.large,m6a.large', ['m7i.large', 'm7a.large', 'm6i.large', 'm6a.large']],
])('InstanceType=%s makes nodes of these types in this order', async (InstanceType, types) => {
  const group = await nodes(
    await create({ InstanceType, MinNodes: '1', MaxNodes: '3', OnDemandPercentage: '25' }),
  );
  expect(group).toMatchObject({ MinSize: 1, MaxSize: 3 });
  expect(group.MixedInstancesPolicy?.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity).toBe(25);
  expect(group.MixedInstancesPolicy?.LaunchTemplate?.Overrides?.map((o) => o.InstanceType)).toEqual(types);
});

test('Architecture=arm64 chooses another image and an instance type that can run it', async () => {
  const x86 = await create();
  const arm = await create({ Architecture: 'arm64' });
  const images = [(await launchTemplate(x86)).ImageId, (await launchTemplate(arm)).ImageId];
  expect(images).toEqual([expect.stringMatching(/^ami-/), expect.stringMatching(/^ami-/)]);
  expect(images[0]).not.toBe(images[1]);
  expect((await nodes(arm)).MixedInstancesPolicy?.LaunchTemplate?.Overrides).toEqual([
    { InstanceType: 't4g.medium' },
  ]);
});

test('a node demands session tokens for its metadata and keeps it from bridge containers', async () => {
  expect((await launchTemplate(await create())).MetadataOptions).toMatchObject({
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 1,
  });
});

test('a node has an encrypted root volume, a public address and no key by default', async () => {
  const byDefault = await launchTemplate(await create());
  expect(byDefault.BlockDeviceMappings?.[0]).toMatchObject({
    DeviceName: '/dev/xvda',
    Ebs: { Encrypted: true, VolumeSize: 30, VolumeType: 'gp3' },
  });
  expect(byDefault.NetworkInterfaces?.[0]?.AssociatePublicIpAddress).toBe(true);
  expect(byDefault.KeyName).toBeUndefined();
  const configured = await launchTemplate(
    await create({ VolumeSize: '80', AssociatePublicIpAddress: 'false', KeyName: 'My SSH Key' }),
  );
  expect(configured.BlockDeviceMappings?.[0]?.Ebs?.VolumeSize).toBe(80);
  expect(configured.NetworkInterfaces?.[0]?.AssociatePublicIpAddress).toBe(false);
  expect(configured.KeyName).toBe('My SSH Key');
});

test('nodes take web traffic from everywhere and nothing else, the file system takes NFS from nodes alone', async () => {
  const { NodeSecurityGroup, FileSystemSecurityGroup } = await outputs(await create());
  expect(await ingress(NodeSecurityGroup)).toEqual([
    'tcp 80-80 from 0.0.0.0/0',
    'tcp 443-443 from 0.0.0.0/0',
  ]);
  expect(await ingress(FileSystemSecurityGroup)).toEqual([`tcp 2049-2049 from ${NodeSecurityGroup}`]);
});

test('WebCidr narrows web traffic and SshCidr opens SSH', async () => {
  const stack = await create({ WebCidr: '10.0.0.0/8', SshCidr: '203.0.113.7/32' });
  expect(await ingress((await outputs(stack))['NodeSecurityGroup'])).toEqual([
    'tcp 80-80 from 10.0.0.0/8',
    'tcp 443-443 from 10.0.0.0/8',
    'tcp 22-22 from 203.0.113.7/32',
  ]);
});

test.each([
  ['ClusterName', { ClusterName: 'acme-cluster' }, () => 'acme-cluster'],
  ['the stack, where ClusterName is left out', {}, (stack: string) => stack],
])('the cluster and its log group have the name of %s', async (_, parameters, expected) => {
  const stack = await create(parameters);
  const name = expected(stack);
  expect(await outputs(stack)).toMatchObject({ ClusterName: name, LogGroup: `/ecs-efs/${name}` });
  const { clusters } = await ecs.send(new DescribeClustersCommand({ clusters: [name] }));
  expect(clusters).toMatchObject([{ clusterName: name, status: 'ACTIVE' }]);
});

test('the user data joins the cluster and mounts the file system with TLS and IAM', async () => {
  const stack = await create({ ClusterName: 'joined-cluster' });
  const FileSystem = (await fileSystem(stack))?.FileSystemId ?? '';
  const expected = fnSub(nodeUserData(), { Cluster: 'joined-cluster', FileSystem });
  expect(unpackUserData(await userData(stack))).toBe(unpackUserData(expected));
  expect(unpackUserData(expected)).toContain('$file_system:/ /cluster efs _netdev,nofail,tls,iam 0 0');
});

test('the user data is a valid script below the limit of 16 KB', async () => {
  const script = await userData(await create());
  expect(script.startsWith('#!/bin/bash\n')).toBe(true);
  expect(Buffer.byteLength(script)).toBeLessThan(16_384);
  execFileSync('bash', ['-n'], { input: script });
});

test('an update without a change leaves everything in place', async () => {
  const stack = await create();
  const before = [await outputs(stack), await nodes(stack)];
  await update(stack, {});
  expect([await outputs(stack), await nodes(stack)]).toEqual(before);
});

test('an update changes the bounds of the group and the volume of new nodes, and keeps the data', async () => {
  const stack = await create();
  const { FileSystemId } = await outputs(stack);
  await update(stack, { MaxNodes: '9', VolumeSize: '50' });
  expect((await nodes(stack)).MaxSize).toBe(9);
  expect((await launchTemplate(stack)).BlockDeviceMappings?.[0]?.Ebs?.VolumeSize).toBe(50);
  expect((await outputs(stack))['FileSystemId']).toBe(FileSystemId);
});

// The cluster itself is not looked for: moto leaves it behind, as it cannot delete clusters through CloudFormation.
test('deleting the stack leaves the file system and nothing else', async () => {
  const stack = await create();
  const { NodeSecurityGroup, FileSystemSecurityGroup } = await outputs(stack);
  const { AutoScalingGroupName, MixedInstancesPolicy } = await nodes(stack);
  await cloudFormation.send(new DeleteStackCommand({ StackName: stack }));

  const system = await fileSystem(stack);
  expect(system).toMatchObject({ LifeCycleState: 'available', NumberOfMountTargets: 0 });
  const { AutoScalingGroups } = await autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName as string] }),
  );
  expect(AutoScalingGroups).toEqual([]);
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const groups = SecurityGroups?.map((group) => group.GroupId);
  expect(groups).not.toContain(NodeSecurityGroup);
  expect(groups).not.toContain(FileSystemSecurityGroup);
  const { LaunchTemplates } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
  const gone = MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification?.LaunchTemplateId;
  expect(LaunchTemplates?.map((found) => found.LaunchTemplateId)).not.toContain(gone);
});
