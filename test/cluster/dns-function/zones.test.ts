import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAccount, type Account } from '../../support/route53-account.ts';
import type { Cluster, ClusterNode } from '../../support/route53-cluster.ts';

let account: Account;
let cluster: Cluster;
let node: ClusterNode;

beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());
beforeEach(async () => {
  cluster = await account.createCluster();
  node = await cluster.addNode();
});

const schedule = { source: 'aws.events', 'detail-type': 'Scheduled Event' };

async function hostsIn(zone: string): Promise<string[]> {
  const names = Object.keys(await account.records(zone));
  return names.filter((name) => name.startsWith('A ')).map((name) => name.slice(2));
}

describe('the zone of a host', () => {
  it('is the longest matching public zone of the account', async () => {
    const short = await account.createZone('longest.example');
    const long = await account.createZone('apps.longest.example');
    const hidden = await account.createZone('web.apps.longest.example', { private: true });
    await cluster.runTask(node, {
      'proxy.host': 'web.apps.longest.example longest.example myapps.longest.example',
    });
    await (await account.startLambda(cluster)).invoke(schedule);
    expect(await hostsIn(long)).toEqual(['web.apps.longest.example']);
    expect(await hostsIn(short)).toEqual(['longest.example', 'myapps.longest.example']);
    expect(await hostsIn(hidden)).toEqual([]);
  });

  it('is only the zone in HOSTED_ZONE_ID, even for names that a longer zone matches', async () => {
    const short = await account.createZone('given.example');
    const long = await account.createZone('apps.given.example');
    await cluster.runTask(node, { 'proxy.host': 'web.apps.given.example web.elsewhere.example' });
    const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: short });
    const { log } = await lambda.invoke(schedule);
    expect(await hostsIn(short)).toEqual(['web.apps.given.example']);
    expect(await hostsIn(long)).toEqual([]);
    expect(log).toContain('web.elsewhere.example: left alone: no zone holds it');
  });

  it('may be private if HOSTED_ZONE_ID names it', async () => {
    const zone = await account.createZone('inside.example', { private: true });
    await cluster.runTask(node, { 'dns.hostname': 'db.inside.example' });
    const env = { HOSTED_ZONE_ID: zone, ADDRESSES: 'private' };
    await (await account.startLambda(cluster, env)).invoke(schedule);
    expect(await account.records(zone)).toMatchObject({ 'A db.inside.example': [node.privateAddress] });
  });

  it('is left as it is while a second zone of its name exists', async () => {
    const first = await account.createZone('twice.example');
    const task = await cluster.runTask(node, { 'proxy.host': 'web.twice.example' });
    const lambda = await account.startLambda(cluster);
    await lambda.invoke(schedule);
    const second = await account.createZone('twice.example');
    await lambda.invoke(schedule);
    expect(await hostsIn(first)).toEqual(['web.twice.example']);
    expect(await hostsIn(second)).toEqual([]);
    await cluster.stopTask(task);
    await lambda.invoke(schedule);
    expect(await hostsIn(first)).toEqual([]);
  });

  it('loses the records that no task serves, also by a new instance of the function', async () => {
    const zone = await account.createZone('leftover.example');
    const task = await cluster.runTask(node, { 'proxy.host': 'web.leftover.example' });
    await (await account.startLambda(cluster)).invoke(schedule);
    await cluster.stopTask(task);
    await (await account.startLambda(cluster)).invoke(schedule);
    expect(await account.records(zone)).toEqual({});
  });

  it('is read again only if it is in use or its size changed', async () => {
    await account.createZone('idle.example');
    const lambda = await account.startLambda(cluster);
    await lambda.invoke(schedule);
    account.aws.forget();
    await lambda.invoke(schedule);
    expect(account.aws.calls().filter((call) => /Zone|Record/.test(call))).toEqual(['ListHostedZones']);
  });
});
