import { describe, expect, it } from 'vitest';
import { inspect, maintain, type Zones } from '../../../../src/cluster/dns-function/maintain.ts';
import type { RecordSet } from '../../../../src/cluster/dns-function/reconcile.ts';
import { addressRecord, applyTo, claimRecord } from '../../../support/route53-zone.ts';

const owner = 'stack/acme';

/** The zones of an account. `refuse` may refuse a change before Route 53's own rules do. */
function accountOf(content: Record<string, RecordSet[]>, refuse: (hosts: string[]) => boolean = () => false) {
  const held = new Map(Object.entries(content));
  const reads: string[] = [];
  const batches: string[][] = [];
  const zones: Zones = {
    list: async () => [...held].map(([name, records]) => ({ id: name, name, size: records.length })),
    records: async ({ id }) => {
      reads.push(id);
      return held.get(id) ?? [];
    },
    change: async ({ id }, verdicts) => {
      const hosts = verdicts.map(({ host }) => host);
      batches.push(hosts);
      if (refuse(hosts)) return 'refused';
      held.set(id, applyTo(held.get(id) ?? [], verdicts));
      return undefined;
    },
  };
  return { zones, reads, batches, records: (name: string) => held.get(name) ?? [] };
}

function effects() {
  const lines: string[] = [];
  const pauses: number[] = [];
  const sleep = async (ms: number) => pauses.push(ms);
  return { lines, pauses, sleep, random: () => 0.5, say: (line: string) => lines.push(line) };
}

const decided =
  (hosts: Record<string, string[]>, problems: string[] = []) =>
  async () => ({
    desired: new Map(Object.entries(hosts)),
    problems,
  });

describe('maintaining', () => {
  it('makes DNS what it should be, and says what it did', async () => {
    const { zones, records } = accountOf({
      'a.example': [addressRecord('old.a.example', '192.0.2.9'), claimRecord('old.a.example', owner)],
    });
    const tools = effects();
    await maintain(owner, decided({ 'web.a.example': ['192.0.2.1'] }), zones, tools);
    expect(records('a.example')).toEqual([
      addressRecord('web.a.example', '192.0.2.1'),
      claimRecord('web.a.example', owner),
    ]);
    expect(tools.lines).toEqual([
      'old.a.example: remove (no task serves it)',
      'web.a.example: create 192.0.2.1 (tasks serve it)',
    ]);
  });

  it('decides afresh after a pause when another writer was faster', async () => {
    const { zones, records } = accountOf({ 'a.example': [] });
    const host = 'web.a.example';
    const theirs = [addressRecord(host, '192.0.2.7'), claimRecord(host, owner)];
    let isFirst = true;
    const change: Zones['change'] = async (zone, verdicts) => {
      if (!isFirst) return zones.change(zone, verdicts);
      isFirst = false;
      await zones.change(zone, [{ ...verdicts[0]!, creates: theirs }]);
      return 'it already exists';
    };
    const tools = effects();
    await maintain(owner, decided({ [host]: ['192.0.2.1'] }), { ...zones, change }, tools);
    expect(records('a.example')).toEqual(expect.arrayContaining([addressRecord(host, '192.0.2.1')]));
    expect(tools.pauses).toEqual([500]);
  });

  it('gets every other host through when one is always refused, and then fails', async () => {
    const hosts = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`h${index}.a.example`, ['192.0.2.1']]),
    );
    const { zones, records, batches } = accountOf({ 'a.example': [] }, (names) =>
      names.includes('h7.a.example'),
    );
    await expect(maintain(owner, decided(hosts), zones, effects())).rejects.toThrow('refused');
    expect(records('a.example')).toHaveLength(2 * 299);
    expect(batches.length).toBeLessThan(30);
  });

  it('says once per run what it leaves alone and what is wrong, however often it has to decide', async () => {
    let refusals = 2;
    const { zones } = accountOf(
      { 'a.example': [addressRecord('foreign.a.example', '192.0.2.9')] },
      () => refusals-- > 0,
    );
    const tools = effects();
    const hosts = {
      'foreign.a.example': ['192.0.2.1'],
      'web.a.example': ['192.0.2.1'],
      'web.b.example': ['192.0.2.1'],
    };
    await maintain(owner, decided(hosts, ['a problem']), zones, tools);
    expect(tools.lines).toEqual([
      'a problem',
      'web.b.example: left alone: no zone holds it',
      `foreign.a.example: left alone: foreign.a.example A is someone else's`,
      'web.a.example: create 192.0.2.1 (tasks serve it)',
    ]);
  });
});

describe('inspecting', () => {
  it('gives a verdict for each host and changes nothing', async () => {
    const { zones, batches } = accountOf({ 'a.example': [] });
    const { desired } = await decided({ 'web.a.example': ['192.0.2.1'], 'web.b.example': ['192.0.2.1'] })();
    const found = await inspect(owner, desired, zones);
    expect(
      found.map(({ zone, verdicts }) => [zone?.name, verdicts.map(({ host, act }) => [host, act])]),
    ).toEqual([
      [undefined, [['web.b.example', 'refuse']]],
      ['a.example', [['web.a.example', 'create']]],
    ]);
    expect(batches).toEqual([]);
  });

  it('reads a zone that held nothing of ours again only when it is wanted or its size changed', async () => {
    const idle = new Map();
    const { zones, reads } = accountOf({ 'a.example': [], 'b.example': [] });
    const { desired } = await decided({ 'web.a.example': ['192.0.2.1'] })();
    await inspect(owner, desired, zones, idle);
    await inspect(owner, desired, zones, idle);
    expect(reads).toEqual(['a.example', 'b.example', 'a.example']);
    idle.set('b.example', 3);
    await inspect(owner, desired, zones, idle);
    expect(reads.slice(3)).toEqual(['a.example', 'b.example']);
  });

  it('lets everything stand in two zones of one name, but removes what nothing serves', async () => {
    const claimed = (host: string) => [addressRecord(host, '192.0.2.9'), claimRecord(host, owner)];
    const { zones } = accountOf({
      first: [...claimed('web.a.example'), ...claimed('old.a.example')],
      second: [],
    });
    const twins = async () => ['first', 'second'].map((id) => ({ id, name: 'a.example', size: 2 }));
    const { desired } = await decided({ 'web.a.example': ['192.0.2.1'], 'new.a.example': ['192.0.2.1'] })();
    const found = await inspect(owner, desired, { ...zones, list: twins });
    const acts = found.flatMap(({ verdicts }) => verdicts.map(({ host, act }) => `${host} ${act}`));
    expect(acts.filter((act) => !act.endsWith('keep'))).toEqual(['old.a.example remove']);
  });
});
