import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAccount, type Account } from '../../support/route53-account.ts';
import type { Cluster } from '../../support/route53-cluster.ts';
import { route53Error } from '../../support/route53-moto.ts';
import { proofOf } from '../../support/route53-zone.ts';

let account: Account;
let cluster: Cluster;
let tests = 0;
let domain: string;
let zone: string;

beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());
beforeEach(async () => {
  cluster = await account.createCluster();
  domain = `test-${++tests}.example`;
  zone = await account.createZone(domain);
});
afterEach(() => account.aws.intercept());

const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change' };
const startWriter = () => account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
const writes = () => account.aws.calls().filter((call) => call === 'ChangeResourceRecordSets').length;

/** Holds back the first `count` calls of an action until all of them are there. */
function gather(action: string, count: number) {
  const waiting: (() => void)[] = [];
  account.aws.intercept(async (called) => {
    if (called !== action || waiting.length === count) return undefined;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === count) for (const release of waiting) release();
    });
    return undefined;
  });
}

describe('two writers that read the same state', () => {
  it('end with one correct record when both create it', async () => {
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    const writers = [await startWriter(), await startWriter()];
    account.aws.forget();
    gather('ChangeResourceRecordSets', 2);
    const results = await Promise.all(writers.map((writer) => writer.invoke(event)));
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(results.flatMap(({ log }) => log)).toEqual([
      `web.${domain}: create ${node.publicAddress} (tasks serve it)`,
    ]);
    expect(writes()).toBe(2);
    expect(await account.records(zone)).toEqual({
      [`A web.${domain}`]: [node.publicAddress],
      [`TXT _ecs-efs.web.${domain}`]: [proofOf(cluster.owner)],
    });
  });

  it('end with the newer state when one of them had read an older one', async () => {
    const [first, second, third] = await cluster.addNodes(3);
    await cluster.runTask(first!, { 'proxy.host': `web.${domain}` });
    const [slow, fast] = [await startWriter(), await startWriter()];
    await slow.invoke(event);

    await cluster.runTask(second!, { 'proxy.host': `web.${domain}` });
    let release = () => {};
    const held = new Promise<void>((isHeld) => {
      account.aws.intercept(async (action) => {
        if (action !== 'ChangeResourceRecordSets') return undefined;
        account.aws.intercept();
        await new Promise<void>((resolve) => {
          release = resolve;
          isHeld();
        });
        return undefined;
      });
    });
    const slowly = slow.invoke(event);
    await held;
    await cluster.runTask(third!, { 'proxy.host': `web.${domain}` });
    await fast.invoke(event);
    release();
    expect((await slowly).error).toBeUndefined();
    const all = [first!, second!, third!].map(({ publicAddress }) => publicAddress).sort();
    expect((await account.records(zone))[`A web.${domain}`]).toEqual(all);
  });

  it('both succeed when both remove it', async () => {
    const task = await cluster.runTask(await cluster.addNode(), { 'proxy.host': `web.${domain}` });
    const writers = [await startWriter(), await startWriter()];
    await writers[0]!.invoke(event);
    await cluster.stopTask(task);
    gather('ChangeResourceRecordSets', 2);
    const results = await Promise.all(writers.map((writer) => writer.invoke(event)));
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(await account.records(zone)).toEqual({});
  });
});

describe('a busy Route 53', () => {
  it.each(['PriorRequestNotComplete', 'Throttling'])('gets the request again after %s', async (code) => {
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    const writer = await startWriter();
    let refusals = 5;
    account.aws.intercept(async (action) =>
      /Zone|Record/.test(action) && refusals-- > 0 ? route53Error(code) : undefined,
    );
    expect((await writer.invoke(event)).error).toBeUndefined();
    expect(refusals).toBeLessThan(0);
    expect(await account.records(zone)).toMatchObject({ [`A web.${domain}`]: [node.publicAddress] });
  });
});

describe('a list of zones that comes in pages', () => {
  it('is complete although Route 53 refused to give the second one at first', async () => {
    for (let index = 0; index < 100; index++) await account.createZone(`zone-${index}.${domain}`);
    const inner = await account.createZone(`inner.${domain}`);
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.inner.${domain}` });
    const writer = await account.startLambda(cluster);
    let pages = 0;
    account.aws.intercept(async (action) =>
      action === 'ListHostedZones' && ++pages > 1 && pages < 6 ? route53Error('Throttling') : undefined,
    );
    expect((await writer.invoke(event)).error).toBeUndefined();
    expect(await account.records(inner)).toMatchObject({ [`A web.inner.${domain}`]: [node.publicAddress] });
  });
});

describe('300 hosts', () => {
  it('are created in two batches, and cost no write when nothing changed', async () => {
    const nodes = await cluster.addNodes(10);
    const host = (index: number) => `host-${index}.${domain}`;
    for (let task = 0; task < 30; task++) {
      const hosts = Array.from({ length: 10 }, (_, index) => host(task * 10 + index));
      for (const node of [nodes[task % 10]!, nodes[(task + 1) % 10]!]) {
        await cluster.runTask(node, { 'proxy.host': hosts.join(' ') });
      }
    }
    const writer = await startWriter();
    account.aws.forget();
    expect((await writer.invoke(event)).error).toBeUndefined();
    expect(writes()).toBe(2);
    const records = await account.records(zone);
    expect(Object.keys(records)).toHaveLength(600);
    expect(records[`A ${host(299)}`]).toEqual(
      [nodes[9]!, nodes[0]!].map((node) => node.publicAddress).sort(),
    );

    account.aws.forget();
    expect((await writer.invoke(event)).log).toEqual([]);
    expect(writes()).toBe(0);
  });

  it('are all created except one that Route 53 refuses', async () => {
    const node = await cluster.addNode();
    const hosts = Array.from({ length: 300 }, (_, index) => `host-${index}.${domain}`);
    await cluster.runTask(node, { 'proxy.host': hosts.join(' ') });
    const writer = await startWriter();
    account.aws.intercept(async (action, body) => {
      const refused = action === 'ChangeResourceRecordSets' && body.includes(`>host-77.${domain}<`);
      return refused ? route53Error('InvalidChangeBatch') : undefined;
    });
    account.aws.forget();
    const { error } = await writer.invoke(event);
    account.aws.intercept();
    expect(error).toContain('InvalidChangeBatch');
    expect(Object.keys(await account.records(zone))).toHaveLength(598);
    expect(writes()).toBeLessThan(30);
  });
});
