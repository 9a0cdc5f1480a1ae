import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { startAccount, type Account } from '../support/route53-account.ts';
import type { Cluster, ClusterNode } from '../support/route53-cluster.ts';

// `ecs-efs dns`: the reconciler of the stack's function, from the command line.

let account: Account;
let cluster: Cluster;
let node: ClusterNode;
let zone: string;
let folder: Folder;

beforeAll(async () => {
  account = await startAccount();
  process.env['AWS_ENDPOINT_URL'] = account.aws.url;
});
afterAll(() => account.stop());
beforeEach(async () => {
  cluster = await account.createCluster();
  node = await cluster.addNode();
  const prefix = cluster.name.replace(/-cluster$/, '');
  zone = await account.createZone(`${prefix}.example.com`);
  folder = createFolder({ 'local.mk': `PREFIX=${prefix}\n` });
  await createStack(`${prefix}-ecs-cluster`, zone);
  await cluster.runTask(node, { 'proxy.host': host('web') });
});
afterEach(() => folder.remove());

const host = (name: string) => `${name}.${cluster.name.replace(/-cluster$/, '')}.example.com`;

/** A stack with the parameters that the command reads, and nothing to speak of in it. */
async function createStack(name: string, hostedZoneId: string): Promise<void> {
  const TemplateBody = JSON.stringify({
    Parameters: { HostedZoneId: { Type: 'String' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
  });
  const Parameters = [{ ParameterKey: 'HostedZoneId', ParameterValue: hostedZoneId }];
  const client = new CloudFormationClient({ endpoint: account.aws.url });
  await client.send(new CreateStackCommand({ StackName: name, TemplateBody, Parameters }));
}

describe('dns without --apply', () => {
  test('shows what is and what should be, and changes nothing', async () => {
    const run = await folder.run('dns');
    expect(run.status).toBe(0);
    expect(run.stdout.split('\n')).toEqual([
      expect.stringMatching(`^${host('web')}: create: no record -> ${node.publicAddress} \\(.*\\)$`),
      "1 host differs; the stack updates them within five minutes, 'ecs-efs dns --apply' at once.",
    ]);
    expect(await account.records(zone)).toEqual({});
  });

  test('says with -q by its exit status that something differs', async () => {
    expect(await folder.run('dns -q')).toEqual({ status: 1, stdout: '', stderr: '' });
  });
});

describe('dns with --apply', () => {
  test('makes Route 53 what it should be, once', async () => {
    const run = await folder.run('dns --apply');
    expect(run.stdout).toContain('1 host was brought up to date.');
    expect(await account.records(zone)).toMatchObject({ [`A ${host('web')}`]: [node.publicAddress] });
    expect(await folder.run('dns -q')).toMatchObject({ status: 0 });
    expect((await folder.run('dns')).stdout).toBe(`${host('web')}: ${node.publicAddress}`);
  });

  test('leaves a record alone that the stack does not own, and says so', async () => {
    const foreign = {
      Name: host('web'),
      Type: 'A',
      TTL: 60,
      ResourceRecords: [{ Value: '192.0.2.1' }],
    } as const;
    await account.put(zone, 'CREATE', { ...foreign, ResourceRecords: [...foreign.ResourceRecords] });
    const run = await folder.run('dns --apply');
    expect(run).toMatchObject({ status: 0 });
    expect(run.stdout).toContain(`${host('web')}: left alone: `);
    expect(await account.records(zone)).toEqual({ [`A ${host('web')}`]: ['192.0.2.1'] });
  });

  test('changes nothing with -n', async () => {
    await folder.run('dns --apply -n');
    expect(await account.records(zone)).toEqual({});
  });
});

test('dns --json prints the comparison as data', async () => {
  expect(JSON.parse((await folder.run('dns --json')).stdout)).toMatchObject({
    version: 1,
    applied: false,
    hosts: [{ host: host('web'), act: 'create', is: [], should: [node.publicAddress] }],
  });
});

test('dns without a stack says how to make one', async () => {
  const run = await folder.run('dns PREFIX=nobody');
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('there is no stack nobody-ecs-cluster');
});
