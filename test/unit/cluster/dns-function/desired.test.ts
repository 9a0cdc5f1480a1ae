import { describe, expect, it } from 'vitest';
import {
  desiredRecords,
  type ClusterState,
  type Node,
  type Task,
} from '../../../../src/cluster/dns-function/desired.ts';

const settings = { domain: '', addresses: 'public' } as const;
const node = (state: Node['state'], number: number): Node => ({
  state,
  public: `192.0.2.${number}`,
  private: `10.0.0.${number}`,
});
const task = (overrides: Partial<Task> = {}): Task => ({
  definition: 'web:1',
  running: true,
  node: 'n1',
  ...overrides,
});

function cluster(tasks: readonly Task[], nodes: Record<string, Node>, labels = {}): ClusterState {
  const definitions = new Map([['web:1', [{ 'proxy.host': 'web.example', ...labels }]]]);
  return { tasks, definitions, nodes: new Map(Object.entries(nodes)) };
}

describe('the addresses of a host', () => {
  const ready = node('ready', 1);
  const otherReady = node('ready', 2);
  const draining = node('draining', 3);
  const lost = node('lost', 4);
  const here = task();
  const starting = task({ running: false });
  const there = task({ node: 'n2' });
  const unplaced = task({ running: false, node: undefined });
  const stays: string[] = [];

  it.each<[string, Task[], Record<string, Node>, string[] | undefined]>([
    ['are those of its node', [here], { n1: ready }, ['192.0.2.1']],
    ['are those of all its nodes', [there, here], { n1: ready, n2: otherReady }, ['192.0.2.1', '192.0.2.2']],
    ['are listed once for two tasks', [here, here], { n1: ready }, ['192.0.2.1']],
    ['are without a draining node beside another', [here, there], { n1: ready, n2: draining }, ['192.0.2.1']],
    ['are those of a draining node alone', [here], { n1: draining }, ['192.0.2.3']],
    ['are without a lost node beside another', [here, there], { n1: ready, n2: lost }, ['192.0.2.1']],
    [
      'are those of a draining rather than a lost node',
      [here, there],
      { n1: draining, n2: lost },
      ['192.0.2.3'],
    ],
    ['stay while the only node is lost', [here], { n1: lost }, stays],
    ['stay while the only task starts', [starting], { n1: ready }, stays],
    ['stay while the only task waits for a node', [unplaced], {}, stays],
    [
      'are without the node of a task that starts',
      [here, { ...starting, node: 'n2' }],
      { n1: ready, n2: otherReady },
      ['192.0.2.1'],
    ],
    ['are none without tasks', [], { n1: ready }, undefined],
    ['are none if the only node no longer exists', [here], {}, undefined],
  ])('%s', (_, tasks, nodes, expected) => {
    const { desired, problems } = desiredRecords(cluster(tasks, nodes), settings);
    expect(desired.get('web.example')).toEqual(expected);
    expect([...problems]).toEqual([]);
  });

  it('are private ones if asked', () => {
    const { desired } = desiredRecords(cluster([here], { n1: ready }), { ...settings, addresses: 'private' });
    expect(desired.get('web.example')).toEqual(['10.0.0.1']);
  });

  it('are none, with a problem, if the node has none of that kind', () => {
    const { desired, problems } = desiredRecords(
      cluster([here], { n1: { state: 'ready', private: '10.0.0.1' } }),
      settings,
    );
    expect(desired.size).toBe(0);
    expect([...problems]).toEqual(['web.example: n1 has no public address']);
  });
});

describe('a task with its own network interface', () => {
  const own = cluster(
    [task({ ownAddress: '10.0.9.9' })],
    { n1: node('ready', 1) },
    { 'dns.hostname': 'db.example' },
  );

  it('has its own address for dns.hostname, and its node’s address for proxy.host', () => {
    const { desired } = desiredRecords(own, { ...settings, addresses: 'private' });
    expect(Object.fromEntries(desired)).toEqual({ 'db.example': ['10.0.9.9'], 'web.example': ['10.0.0.1'] });
  });

  it('has no public address, which is a problem', () => {
    const { desired, problems } = desiredRecords(own, settings);
    expect(Object.fromEntries(desired)).toEqual({ 'web.example': ['192.0.2.1'] });
    expect([...problems]).toEqual(['db.example: n1 has no public address']);
  });
});

describe('a label', () => {
  it('with a wrong host is one problem, however many tasks have it', () => {
    const state = cluster([task(), task()], { n1: node('ready', 1) }, { 'dns.hostname': 'b_ad\u001b' });
    const { desired, problems } = desiredRecords(state, settings);
    expect([...desired.keys()]).toEqual(['web.example']);
    expect([...problems]).toEqual([
      'web:1: dns.hostname: "b_ad\\u001b" is not a host name of up to 244 characters, such as www.example.com',
    ]);
  });
});
