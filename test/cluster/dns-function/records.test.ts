import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAccount, type Account } from '../../support/route53-account.ts';
import type { Cluster } from '../../support/route53-cluster.ts';
import { proofOf } from '../../support/route53-zone.ts';

let account: Account;
let cluster: Cluster;
let tests = 0;

beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());
beforeEach(async () => {
  cluster = await account.createCluster();
});

/** An event as EventBridge passes it on. */
const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change' };

/** A zone that only this test uses, and the function of its stack for that zone. */
async function zoneAndLambda(env: Record<string, string> = {}) {
  const domain = `test-${++tests}.example`;
  const zone = await account.createZone(domain);
  const lambda = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone, ...env });
  const sweep = async () => {
    const { error, log } = await lambda.invoke(event);
    expect(error).toBeUndefined();
    return log;
  };
  return {
    domain,
    zone,
    sweep,
    addresses: async (host: string) => (await account.records(zone))[`A ${host}`],
  };
}

describe('the function in the template', () => {
  it('creates an A record for the node that runs a task, and an ownership record', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    expect(await sweep()).toEqual([`web.${domain}: create ${node.publicAddress} (tasks serve it)`]);
    expect(await account.records(zone)).toEqual({
      [`A web.${domain}`]: [node.publicAddress],
      [`TXT _ecs-efs.web.${domain}`]: [proofOf(cluster.owner)],
    });
  });

  it('follows the names in all labels of all containers of a task', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const node = await cluster.addNode();
    const both = { 'proxy.host': `a.${domain}, b.${domain}`, 'dns.hostname': `c.${domain}` };
    await cluster.runTask(node, both, { 'dns.hostname': `d.${domain}` });
    await sweep();
    const names = Object.keys(await account.records(zone)).filter((name) => name.startsWith('A '));
    expect(names).toEqual(['a', 'b', 'c', 'd'].map((host) => `A ${host}.${domain}`));
  });

  it('completes a name without a dot with PROXY_DOMAIN', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda({ PROXY_DOMAIN: `test-${tests + 1}.example` });
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': 'web' });
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual([node.publicAddress]);
  });

  it('publishes private addresses where ADDRESSES says so', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda({ ADDRESSES: 'private' });
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual([node.privateAddress]);
  });

  it('lists every node that runs a task of the host, once', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const nodes = await cluster.addNodes(2);
    for (const node of [...nodes, nodes[0]!]) await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual(nodes.map(({ publicAddress }) => publicAddress).sort());
  });

  it('changes nothing when nothing changed', async () => {
    const { domain, sweep } = await zoneAndLambda();
    await cluster.runTask(await cluster.addNode(), { 'proxy.host': `web.${domain}` });
    await sweep();
    account.aws.forget();
    expect(await sweep()).toEqual([]);
    expect(account.aws.calls()).not.toContain('ChangeResourceRecordSets');
  });

  it('reads a task definition only once', async () => {
    const { domain, sweep } = await zoneAndLambda();
    await cluster.runTask(await cluster.addNode(), { 'proxy.host': `web.${domain}` });
    await sweep();
    account.aws.forget();
    await sweep();
    expect(account.aws.calls()).not.toContain('DescribeTaskDefinition');
  });

  it('moves the record with the task', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const [from, to] = (await cluster.addNodes(2)) as [never, never];
    const task = await cluster.runTask(from, { 'proxy.host': `web.${domain}` });
    await sweep();
    await cluster.stopTask(task);
    await cluster.runTask(to, { 'proxy.host': `web.${domain}` });
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual([(to as { publicAddress: string }).publicAddress]);
  });

  it('keeps the record while the task that takes over is still starting', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const node = await cluster.addNode();
    const task = await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    await cluster.stopTask(task);
    const next = await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await account.aws.agent({ task: next, lastStatus: 'PENDING' });
    expect(await sweep()).toEqual([]);
    expect(await addresses(`web.${domain}`)).toEqual([node.publicAddress]);
  });

  it('removes both records when the service is scaled to zero', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const task = await cluster.runTask(await cluster.addNode(), { 'proxy.host': `web.${domain}` });
    await sweep();
    await cluster.stopTask(task);
    expect(await sweep()).toEqual([`web.${domain}: remove (no task serves it)`]);
    expect(await account.records(zone)).toEqual({});
  });

  it('removes the address of a node that died', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const [dying, other] = await cluster.addNodes(2);
    for (const node of [dying!, other!]) await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    await cluster.terminate(dying!);
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual([other!.publicAddress]);
  });

  it('removes the record when the only node has died, since its address may soon be another machine’s', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    await cluster.terminate(node);
    await sweep();
    expect(await account.records(zone)).toEqual({});
  });

  it('ignores the tasks of a container instance that is no longer registered', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    await cluster.deregister(node);
    await sweep();
    expect(await account.records(zone)).toEqual({});
  });

  it('keeps the record when the only agent loses its connection for a while', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    await account.aws.agent({ instance: node.id, connected: false });
    expect(await sweep()).toEqual([]);
    expect(await addresses(`web.${domain}`)).toEqual([node.publicAddress]);
  });

  it('removes the address of a draining node once another node serves the host, and not before', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const [draining, other] = await cluster.addNodes(2);
    await cluster.runTask(draining!, { 'proxy.host': `web.${domain}` });
    await cluster.drain(draining!);
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual([draining!.publicAddress]);
    await cluster.runTask(other!, { 'proxy.host': `web.${domain}` });
    await sweep();
    expect(await addresses(`web.${domain}`)).toEqual([other!.publicAddress]);
  });

  it('leaves out a wrong name, logs it, and serves the others', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda();
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `-bad.${domain} web.${domain}` });
    expect(await sweep()).toContainEqual(expect.stringContaining(`"-bad.${domain}" is not a host name`));
    expect(await addresses(`web.${domain}`)).toEqual([node.publicAddress]);
  });

  it('leads dns.hostname to the own network interface of a task, and proxy.host to its node', async () => {
    const { domain, sweep, addresses } = await zoneAndLambda({ ADDRESSES: 'private' });
    const node = await cluster.addNode();
    const labels = { 'dns.hostname': `db.${domain}`, 'proxy.host': `web.${domain}` };
    const own = await cluster.runTaskWithOwnInterface(labels);
    await sweep();
    expect(await addresses(`db.${domain}`)).toEqual([own]);
    expect(await addresses(`web.${domain}`)).toEqual([node.privateAddress]);
  });

  it('does nothing at all with HOSTED_ZONE_ID none', async () => {
    const { domain, zone, sweep } = await zoneAndLambda({ HOSTED_ZONE_ID: 'none' });
    await cluster.runTask(await cluster.addNode(), { 'proxy.host': `web.${domain}` });
    account.aws.forget();
    expect(await sweep()).toEqual([]);
    expect(account.aws.calls()).toEqual([]);
    expect(await account.records(zone)).toEqual({});
  });
});

describe('a record that the stack does not own', () => {
  it.each([
    { Type: 'A', ResourceRecords: [{ Value: '192.0.2.9' }] },
    { Type: 'AAAA', ResourceRecords: [{ Value: '2001:db8::9' }] },
    { Type: 'CNAME', ResourceRecords: [{ Value: 'elsewhere.example' }] },
  ] as const)(
    'is not touched if it is of type $Type, and the log says so',
    async ({ Type, ResourceRecords }) => {
      const { domain, zone, sweep } = await zoneAndLambda();
      const name = `web.${domain}`;
      await account.put(zone, 'CREATE', {
        Name: name,
        Type,
        TTL: 300,
        ResourceRecords: [...ResourceRecords],
      });
      const before = await account.records(zone);
      const task = await cluster.runTask(await cluster.addNode(), { 'proxy.host': name });
      expect(await sweep()).toEqual([`${name}: left alone: ${name} ${Type} is someone else's`]);
      await cluster.stopTask(task);
      await sweep();
      expect(await account.records(zone)).toEqual(before);
    },
  );

  it.each([
    [
      'an alias',
      { AliasTarget: { HostedZoneId: 'Z2', DNSName: 'elb.example', EvaluateTargetHealth: false } },
    ],
    ['weighted', { SetIdentifier: 'one', Weight: 1, TTL: 60, ResourceRecords: [{ Value: '192.0.2.9' }] }],
  ])('is not touched if it is %s, even below a claim of the stack', async (_, special) => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const Name = `web.${domain}`;
    const claim = { Name: `_ecs-efs.${Name}`, Type: 'TXT', TTL: 60 } as const;
    await account.put(zone, 'CREATE', { ...claim, ResourceRecords: [{ Value: proofOf(cluster.owner) }] });
    await account.put(zone, 'CREATE', { Name, Type: 'A', ...special });
    const before = await account.records(zone);
    await cluster.runTask(await cluster.addNode(), { 'proxy.host': Name });
    expect(await sweep()).toEqual([`${Name}: left alone: someone else replaced its A record`]);
    expect(await account.records(zone)).toEqual(before);
  });

  it('is not touched if it belongs to another stack', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const other = await account.createCluster();
    await other.runTask(await other.addNode(), { 'proxy.host': `web.${domain}` });
    await (await account.startLambda(other, { HOSTED_ZONE_ID: zone })).invoke(event);
    const before = await account.records(zone);
    await cluster.runTask(await cluster.addNode(), { 'proxy.host': `web.${domain}` });
    expect(await sweep()).toHaveLength(1);
    expect(await account.records(zone)).toEqual(before);
  });

  it('does not affect other hosts', async () => {
    const { domain, zone, sweep, addresses } = await zoneAndLambda();
    const foreign = { Name: `a.${domain}`, Type: 'CNAME', TTL: 300 } as const;
    await account.put(zone, 'CREATE', { ...foreign, ResourceRecords: [{ Value: 'elsewhere.example' }] });
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `a.${domain} b.${domain}` });
    await sweep();
    expect(await addresses(`b.${domain}`)).toEqual([node.publicAddress]);
  });

  it('is not touched if it is a wildcard or below one', async () => {
    const { domain, zone, sweep } = await zoneAndLambda();
    const wildcard = { Name: `*.${domain}`, Type: 'A', TTL: 300 } as const;
    await account.put(zone, 'CREATE', { ...wildcard, ResourceRecords: [{ Value: '192.0.2.9' }] });
    const node = await cluster.addNode();
    await cluster.runTask(node, { 'proxy.host': `web.${domain}` });
    await sweep();
    expect(await account.records(zone)).toMatchObject({
      [`A \\052.${domain}`]: ['192.0.2.9'],
      [`A web.${domain}`]: [node.publicAddress],
    });
  });
});
