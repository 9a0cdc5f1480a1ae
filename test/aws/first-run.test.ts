import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateKeyPairCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteKeyPairCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { startTestAws, type TestAws } from '../support/test-aws.ts';

// How `up` finds the network, and what it makes of a parameters file.

let aws: TestAws;
let folder: Folder;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  folder = createFolder({ 'local.mk': 'PREFIX=first\n' });
});
afterEach(async () => {
  await folder.run('destroy --confirm');
  folder.remove();
});

const parametersFile = () => readFileSync(join(folder.path, 'ecs-cluster.params'), 'utf8');
async function defaultSubnets(): Promise<string[]> {
  const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
  return Subnets.map(({ SubnetId = '' }) => SubnetId);
}
async function defaultParameters(): Promise<string> {
  const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
  const [a, b, c] = Subnets.map(({ SubnetId }) => SubnetId);
  return `VpcId=${Subnets[0]?.VpcId}\nSubnetA = ${a}\n; a comment\nSubnetB= ${b}\nSubnetC =${c}\n`;
}

describe('the key pair', () => {
  const names = ['My SSH Key', 'another'];
  afterEach(async () => {
    for (const KeyName of names) await aws.ec2.send(new DeleteKeyPairCommand({ KeyName }));
  });

  test('is written when there is exactly one', async () => {
    await aws.ec2.send(new CreateKeyPairCommand({ KeyName: 'My SSH Key' }));
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(parametersFile()).toContain('KeyName=My SSH Key\n');
    expect(await folder.run('up -q')).toMatchObject({ status: 0 });
  });

  test('is left out when there are several', async () => {
    for (const KeyName of names) await aws.ec2.send(new CreateKeyPairCommand({ KeyName }));
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(parametersFile()).not.toContain('KeyName');
  });
});

describe('a second VPC', () => {
  let vpcId: string;
  let subnetId: string;
  beforeEach(async () => {
    const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
    vpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await aws.ec2.send(
      new CreateSubnetCommand({ VpcId: vpcId, CidrBlock: '10.9.1.0/24' }),
    );
    subnetId = Subnet?.SubnetId ?? '';
  });
  afterEach(async () => {
    await aws.ec2.send(new DeleteSubnetCommand({ SubnetId: subnetId }));
    await aws.ec2.send(new DeleteVpcCommand({ VpcId: vpcId }));
  });

  test('leaves the choice to the user, with all that was found as a parameters file that works when pasted', async () => {
    aws.requests.clear();
    const run = await folder.run('up');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('there are 2 VPCs');
    expect(run.stderr).toContain(`# VpcId=${vpcId}`);
    expect(aws.requests.changes()).toEqual([]);

    const pasted = run.stderr.slice(run.stderr.indexOf('\n\n'));
    folder.write({ 'ecs-cluster.params': pasted });
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(parametersFile()).toBe(pasted);
  });

  test('does not matter with a parameters file', async () => {
    const [a, b, c] = (await defaultSubnets()).filter((id) => id !== subnetId);
    const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [a as string] }));
    folder.write({
      'ecs-cluster.params': `VpcId=${Subnets[0]?.VpcId}\nSubnetA=${a}\nSubnetB=${b}\nSubnetC=${c}\n`,
    });
    expect(await folder.run('up')).toMatchObject({ status: 0 });
  });
});

describe('a parameters file', () => {
  test('is read with blanks and comments, and never rewritten', async () => {
    const text = await defaultParameters();
    folder.write({ 'ecs-cluster.params': text });
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect(parametersFile()).toBe(text);
  });

  test('with wrong and missing names is an error naming each line and the nearest name; nothing is sent', async () => {
    folder.write({
      'ecs-cluster.params': 'VpcId=vpc-1\nSubnetA=subnet-1\nSubnetsB=subnet-2\n\nInstanceTyp=m6i.large\n',
    });
    aws.requests.clear();
    const run = await folder.run('up');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(
      "ecs-cluster.params:3:1: ecs-cluster.cf.yaml has no parameter 'SubnetsB' (did you mean 'SubnetB'?)",
    );
    expect(run.stderr).toContain("(did you mean 'InstanceType");
    expect(run.stderr).toContain('SubnetB is missing');
    expect(run.stderr).toContain('SubnetC is missing');
    expect(aws.requests.actions).toEqual([]);
  });

  test('that changes updates the stack, once', async () => {
    const text = await defaultParameters();
    folder.write({ 'ecs-cluster.params': `${text}MaxNodes=5\n` });
    await folder.run('up');
    folder.write({ 'ecs-cluster.params': `${text}MaxNodes=6\n` });
    const [step, change] = (await folder.run('up -n')).stdout.split('\n');
    expect(step).toBe("update stack first-ecs-cluster: MaxNodes is '5' instead of '6'");
    expect(change).toBe('    ~ AutoScalingGroup (AWS::AutoScaling::AutoScalingGroup): MaxSize');
    expect(await folder.run('up')).toMatchObject({ status: 0 });
    expect((await folder.run('up')).stdout).toBe("ecs-efs: Nothing to be done for 'first'.");
  });

  test('may be missing once the stack is there: the stack keeps its parameters', async () => {
    const other = createFolder({ 'local.mk': 'PREFIX=first\n' });
    await folder.run('up');
    expect((await other.run('up')).stdout).toBe("ecs-efs: Nothing to be done for 'first'.");
    other.remove();
  });
});

test('a copy of the template in the folder is used, and a change of it updates the stack', async () => {
  await folder.run('up');
  await folder.run('templates cluster');
  const template = readFileSync(join(folder.path, 'ecs-cluster.cf.yaml'), 'utf8');
  expect((await folder.run('up')).stdout).toBe("ecs-efs: Nothing to be done for 'first'.");
  folder.write({
    'ecs-cluster.cf.yaml': template.replace(/^Outputs:/m, 'Outputs:\n  Mine: { Value: mine }'),
  });
  const [step] = (await folder.run('up -n')).stdout.split('\n');
  expect(step).toBe('update stack first-ecs-cluster: ecs-cluster.cf.yaml changed');
  expect(await folder.run('up')).toMatchObject({ status: 0 });
  const { Stacks = [] } = await aws.cloudFormation.send(
    new DescribeStacksCommand({ StackName: 'first-ecs-cluster' }),
  );
  expect(Stacks[0]?.StackStatus).toBe('UPDATE_COMPLETE');
  expect((await folder.run('up')).stdout).toBe("ecs-efs: Nothing to be done for 'first'.");
});
