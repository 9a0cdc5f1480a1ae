import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inspect, maintain, type HostedZones } from '../../../../src/cluster/dns-function/maintain.ts';
import type { RecordSet } from '../../../../src/cluster/dns-function/reconcile.ts';
import { sleep } from '../../../../src/cluster/dns-function/sleep.ts';
import { addressRecord, applyTo, claimRecord } from '../../../support/route53-zone.ts';

vi.mock('../../../../src/cluster/dns-function/sleep.ts', () => ({ sleep: vi.fn() }));
beforeEach(() => void vi.mocked(sleep).mockClear());

const owner = 'stack/acme';

/** The zones of an account. `refuse` may refuse a change before Route 53's own rules do. */
function accountOf(content: Record<string, RecordSet[]>, refuse: (hosts: string[]) => boolean = () => false) {
  const held = new Map(Object.entries(content));
  const reads: string[] = [];
  const batches: string[][] = [];
  const zones: HostedZones = {
    list: async () => [...held].map(([name, records]) => ({ id: name, name, size: records.length })),
    records: async ({ id }) => {
      reads.push(id);
      return held.get(id) ?? [];
    },
    change: async ({ id }, decisions) => {
      const hosts = decisions.map(({ host }) => host);
      batches.push(hosts);
      if (refuse(hosts)) return 'refused';
      held.set(id, applyTo(held.get(id) ?? [], decisions));
      return undefined;
    },
  };
  return { zones, reads, batches, records: (name: string) => held.get(name) ?? [] };
}

/** A run for these hosts, which records its log. */
function runFor(hosts: Record<string, string[]>, problems: string[] = []) {
  const lines: string[] = [];
  const desired = new Map(Object.entries(hosts));
  return {
    ...{ owner, lines },
    readDesired: async () => ({ desired, problems }),
    log: (line: string) => lines.push(line),
  };
}

describe('maintain', () => {
  it('makes DNS what it should be, and logs its changes', async () => {
    const { zones, records } = accountOf({
      'a.example': [addressRecord('old.a.example', '192.0.2.9'), claimRecord('old.a.example', owner)],
    });
    const run = runFor({ 'web.a.example': ['192.0.2.1'] });
    await maintain(zones, run.readDesired, run);
    expect(records('a.example')).toEqual([
      addressRecord('web.a.example', '192.0.2.1'),
      claimRecord('web.a.example', owner),
    ]);
    expect(run.lines).toEqual([
      'old.a.example: remove (no task serves it)',
      'web.a.example: create 192.0.2.1 (tasks serve it)',
    ]);
  });

  it('reads and decides again after a pause when another writer was faster', async () => {
    const { zones, records } = accountOf({ 'a.example': [] });
    const host = 'web.a.example';
    const theirs = [addressRecord(host, '192.0.2.7'), claimRecord(host, owner)];
    let isFirst = true;
    const change: HostedZones['change'] = async (zone, decisions) => {
      if (!isFirst) return zones.change(zone, decisions);
      isFirst = false;
      await zones.change(zone, [{ ...decisions[0]!, creates: theirs }]);
      return 'it already exists';
    };
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const run = runFor({ [host]: ['192.0.2.1'] });
    await maintain({ ...zones, change }, run.readDesired, run);
    expect(records('a.example')).toEqual(expect.arrayContaining([addressRecord(host, '192.0.2.1')]));
    expect(vi.mocked(sleep).mock.calls).toEqual([[500]]);
  });

  it('changes every other host when one is always refused, and then fails', async () => {
    const hosts = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`h${index}.a.example`, ['192.0.2.1']]),
    );
    const { zones, records, batches } = accountOf({ 'a.example': [] }, (names) =>
      names.includes('h7.a.example'),
    );
    const run = runFor(hosts);
    await expect(maintain(zones, run.readDesired, run)).rejects.toThrow('refused');
    expect(records('a.example')).toHaveLength(2 * 299);
    expect(batches.length).toBeLessThan(30);
  });

  it('logs each refused host and each problem once, however often it decides', async () => {
    let refusals = 2;
    const { zones } = accountOf(
      { 'a.example': [addressRecord('foreign.a.example', '192.0.2.9')] },
      () => refusals-- > 0,
    );
    const hosts = {
      'foreign.a.example': ['192.0.2.1'],
      'web.a.example': ['192.0.2.1'],
      'web.b.example': ['192.0.2.1'],
    };
    const run = runFor(hosts, ['a problem']);
    await maintain(zones, run.readDesired, run);
    expect(run.lines).toEqual([
      'a problem',
      'web.b.example: left alone: no zone holds it',
      `foreign.a.example: left alone: foreign.a.example A is someone else's`,
      'web.a.example: create 192.0.2.1 (tasks serve it)',
    ]);
  });
});

describe('inspect', () => {
  it('gives a decision for each host and changes nothing', async () => {
    const { zones, batches } = accountOf({ 'a.example': [] });
    const desired = new Map([
      ['web.a.example', ['192.0.2.1']],
      ['web.b.example', ['192.0.2.1']],
    ]);
    const found = await inspect(zones, desired, { owner });
    expect(
      found.map(({ zone, decisions }) => [zone?.name, decisions.map(({ host, action }) => [host, action])]),
    ).toEqual([
      [undefined, [['web.b.example', 'refuse']]],
      ['a.example', [['web.a.example', 'create']]],
    ]);
    expect(batches).toEqual([]);
  });

  it('reads a zone that held nothing of ours again only when a host needs it or its size changed', async () => {
    const idle = new Map();
    const { zones, reads } = accountOf({ 'a.example': [], 'b.example': [] });
    const desired = new Map([['web.a.example', ['192.0.2.1']]]);
    await inspect(zones, desired, { owner, idle });
    await inspect(zones, desired, { owner, idle });
    expect(reads).toEqual(['a.example', 'b.example', 'a.example']);
    idle.set('b.example', 3);
    await inspect(zones, desired, { owner, idle });
    expect(reads.slice(3)).toEqual(['a.example', 'b.example']);
  });

  it('keeps the records of two zones of one name, but removes what no task serves', async () => {
    const claimed = (host: string) => [addressRecord(host, '192.0.2.9'), claimRecord(host, owner)];
    const { zones } = accountOf({
      first: [...claimed('web.a.example'), ...claimed('old.a.example')],
      second: [],
    });
    const twins = async () => ['first', 'second'].map((id) => ({ id, name: 'a.example', size: 2 }));
    const desired = new Map([
      ['web.a.example', ['192.0.2.1']],
      ['new.a.example', ['192.0.2.1']],
    ]);
    const found = await inspect({ ...zones, list: twins }, desired, { owner });
    const actions = found.flatMap(({ decisions }) =>
      decisions.map(({ host, action }) => `${host} ${action}`),
    );
    expect(actions.filter((action) => !action.endsWith('keep'))).toEqual(['old.a.example remove']);
  });
});
