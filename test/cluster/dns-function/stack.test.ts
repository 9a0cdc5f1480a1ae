import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAccount, type Account } from '../../support/route53-account.ts';
import type { Cluster, ClusterNode } from '../../support/route53-cluster.ts';

interface Answer {
  readonly method: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Record<string, string>;
}

let account: Account;
let cluster: Cluster;
let node: ClusterNode;
let cloudFormation: Server;
let answers: Answer[];

beforeAll(async () => {
  account = await startAccount();
  cloudFormation = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      const { method, headers } = incoming;
      answers.push({ method, contentType: headers['content-type'], body: JSON.parse(body) });
      outgoing.end();
    });
  });
  await new Promise<void>((resolve) => cloudFormation.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => cloudFormation.close(resolve));
  await account.stop();
});
beforeEach(async () => {
  answers = [];
  cluster = await account.createCluster();
  node = await cluster.addNode();
});

function request(
  RequestType: 'Create' | 'Update' | 'Delete',
  HostedZoneId: string,
  PhysicalResourceId?: string,
) {
  const { port } = cloudFormation.address() as AddressInfo;
  return {
    RequestType,
    ResponseURL: `http://127.0.0.1:${port}/answer?signature=1`,
    StackId: cluster.owner,
    RequestId: 'request-1',
    LogicalResourceId: 'Dns',
    ResourceType: 'Custom::Dns',
    ...(PhysicalResourceId && { PhysicalResourceId }),
    ResourceProperties: { ServiceToken: 'arn', HostedZoneId },
  };
}

describe('creating the stack', () => {
  it('is answered with success and an id with the setting', async () => {
    const zone = await account.createZone('created.example');
    const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    await lambda.invoke(request('Create', zone));
    expect(answers).toEqual([
      {
        method: 'PUT',
        contentType: '',
        body: {
          Status: 'SUCCESS',
          PhysicalResourceId: `ecs-efs-dns-${zone}`,
          StackId: cluster.owner,
          RequestId: 'request-1',
          LogicalResourceId: 'Dns',
        },
      },
    ]);
  });

  it('fails with a reason if the given zone does not exist', async () => {
    const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: 'Z0NONE' });
    await lambda.invoke(request('Create', 'Z0NONE'));
    expect(answers[0]?.body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Z0NONE') });
  });

  it('succeeds even if ECS does not answer, since the next run fixes the records', async () => {
    const zone = await account.createZone('refused.example');
    const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone, CLUSTER: 'missing-cluster' });
    const { log } = await lambda.invoke(request('Create', zone));
    expect(answers[0]?.body['Status']).toBe('SUCCESS');
    expect(log.join()).toContain('ClusterNotFound');
  });
});

describe('deleting the stack', () => {
  it('removes only what it owns, even while tasks run', async () => {
    const zone = await account.createZone('deleted.example');
    const foreign = { Name: 'www.deleted.example', Type: 'A', TTL: 60 } as const;
    await account.put(zone, 'CREATE', { ...foreign, ResourceRecords: [{ Value: '192.0.2.9' }] });
    await cluster.runTask(node, { 'proxy.host': 'a.deleted.example b.deleted.example www.deleted.example' });
    const lambda = await account.startLambda(cluster);
    await lambda.invoke({});
    expect(Object.keys(await account.records(zone))).toHaveLength(5);

    await lambda.invoke(request('Delete', '', 'ecs-efs-dns-all'));
    expect(answers[0]?.body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'ecs-efs-dns-all' });
    expect(await account.records(zone)).toEqual({ 'A www.deleted.example': ['192.0.2.9'] });
  });

  it('removes the records that an earlier run writes during the deletion', async () => {
    const zone = await account.createZone('late.example');
    await cluster.runTask(node, { 'proxy.host': 'web.late.example' });
    const [late, lambda] = [
      await account.startLambda(cluster, { HOSTED_ZONE_ID: zone }),
      await account.startLambda(cluster, { HOSTED_ZONE_ID: zone }),
    ];
    account.aws.forget();
    const deletion = lambda.invoke(request('Delete', zone, `ecs-efs-dns-${zone}`));
    await expect.poll(() => account.aws.calls()).toContain('ListResourceRecordSets');
    await late.invoke({});
    expect(Object.keys(await account.records(zone))).toHaveLength(2);
    await deletion;
    expect(await account.records(zone)).toEqual({});
  });

  it('is answered with success if the zone is gone', async () => {
    const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: 'Z0GONE' });
    const { error } = await lambda.invoke(request('Delete', 'Z0GONE', 'ecs-efs-dns-Z0GONE'));
    expect(error).toBeUndefined();
    expect(answers[0]?.body['Status']).toBe('SUCCESS');
  });

  it('is answered with success before the time is over if Route 53 does not answer', async () => {
    const zone = await account.createZone('silent.example');
    const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    account.aws.intercept((action) =>
      action === 'GetHostedZone' ? new Promise(() => {}) : Promise.resolve(undefined),
    );
    const start = Date.now();
    await lambda.invoke(request('Delete', zone, `ecs-efs-dns-${zone}`), 7000);
    account.aws.intercept();
    expect(answers[0]?.body['Status']).toBe('SUCCESS');
    expect(Date.now() - start).toBeLessThan(7000);
  });
});

describe('changing the setting', () => {
  it('from one zone to another removes what is in the first, and leaves the second alone', async () => {
    const from = await account.createZone('from.example');
    const to = await account.createZone('to.example');
    await cluster.runTask(node, { 'proxy.host': 'web.from.example web.to.example' });
    await (await account.startLambda(cluster, { HOSTED_ZONE_ID: from })).invoke({});

    const changed = await account.startLambda(cluster, { HOSTED_ZONE_ID: to });
    await changed.invoke(request('Update', to, `ecs-efs-dns-${from}`));
    expect(answers[0]?.body['PhysicalResourceId']).toBe(`ecs-efs-dns-${to}`);
    await changed.invoke(request('Delete', from, `ecs-efs-dns-${from}`));
    expect(await account.records(from)).toEqual({});
    expect(await account.records(to)).toMatchObject({ 'A web.to.example': [node.publicAddress] });
  });

  it('from all zones to one never takes that one’s records away', async () => {
    const zone = await account.createZone('narrowed.example');
    await cluster.runTask(node, { 'proxy.host': 'web.narrowed.example' });
    await (await account.startLambda(cluster)).invoke({});
    const narrowed = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    const { log } = await narrowed.invoke(request('Delete', '', 'ecs-efs-dns-all'));
    expect(log).toEqual([]);
    expect(await account.records(zone)).toMatchObject({ 'A web.narrowed.example': [node.publicAddress] });
  });
});
