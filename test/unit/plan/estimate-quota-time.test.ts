import { describe, expect, it } from 'vitest';
import type { QuotaEstimate } from '../../../src/domain/quotas.ts';
import { estimateQuotaTime } from '../../../src/plan/estimate.ts';

describe('under AWS’s rate limits', () => {
  it.each<[string, Record<string, number>, Partial<QuotaEstimate> | undefined]>([
    ['no calls take no time', {}, undefined],
    ['what may come at once takes none', { RegisterTaskDefinition: 20 }, undefined],
    ['a call beyond that takes its share of a second', { UpdateService: 51 }, { seconds: 1, calls: 51 }],
    [
      '100 registrations take 80 seconds',
      { RegisterTaskDefinition: 100 },
      {
        seconds: 80,
        quota: 'registering and deregistering task definitions',
        calls: 100,
        perSecond: 1,
      },
    ],
    [
      'actions that share a rate are counted together',
      { RegisterTaskDefinition: 15, DeregisterTaskDefinition: 15 },
      { seconds: 10, calls: 30 },
    ],
    [
      'of several kinds the slowest decides, be it the first',
      { RegisterTaskDefinition: 100, CreateService: 100 },
      { seconds: 80, calls: 100, perSecond: 1 },
    ],
    [
      'or a later one',
      { RegisterTaskDefinition: 30, CreateService: 1000 },
      { seconds: 190, quota: 'changing services', calls: 1000, perSecond: 5 },
    ],
    ['calls of which no rate is known take none', { PutAccountSetting: 10_000 }, undefined],
  ])('%s', (_, calls, expected) => {
    const estimate = estimateQuotaTime(calls);
    if (expected) expect(estimate).toMatchObject(expected);
    else expect(estimate).toBeUndefined();
  });

  it('nothing is delayed without rate limits', () => {
    expect(estimateQuotaTime({ RegisterTaskDefinition: 1000 }, [])).toBeUndefined();
  });
});
