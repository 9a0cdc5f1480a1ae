import { describe, expect, it } from 'vitest';
import type { ApiCall } from '../../../../src/domain/api-call.ts';
import { callLine, summaryLines } from '../../../../src/report/text/trace-text.ts';

const noon = Date.UTC(2026, 0, 31, 12);

/** A call that went well, at noon. */
function call(overrides: Partial<ApiCall> = {}): ApiCall {
  return {
    service: 'ECS',
    action: 'DescribeServices',
    tried: 1,
    sentAt: noon,
    ms: 42,
    quotaWaitMs: 0,
    sentBytes: 91,
    receivedBytes: 1234,
    error: undefined,
    ...overrides,
  };
}

describe('the line of a call', () => {
  it.each<[string, Partial<ApiCall>, string]>([
    [
      'tells when it was sent, how long it took, and how much went over the line',
      {},
      'DescribeServices: 42 ms, sent 91 B, received 1.23 kB',
    ],
    [
      'tells of a repeated call which try it is and how long it waited for its turn',
      { tried: 2, quotaWaitMs: 1500 },
      'DescribeServices: 42 ms, try 2, waited 1.50 s for its turn, sent 91 B, received 1.23 kB',
    ],
    [
      'says nothing of a wait that is too short to be one',
      { quotaWaitMs: 1 },
      'DescribeServices: 42 ms, sent 91 B, received 1.23 kB',
    ],
    [
      'names the error that came back',
      { error: 'ThrottlingException', receivedBytes: 60 },
      'DescribeServices: 42 ms, ThrottlingException, sent 91 B, received 60 B',
    ],
    [
      'says nothing of an answer where none came',
      { error: 'TimeoutError', receivedBytes: undefined },
      'DescribeServices: 42 ms, TimeoutError, sent 91 B',
    ],
    [
      'gives a long wait with fewer digits',
      { action: 'RegisterTaskDefinition', quotaWaitMs: 79_960 },
      'RegisterTaskDefinition: 42 ms, waited 80.0 s for its turn, sent 91 B, received 1.23 kB',
    ],
  ])('%s', (_, overrides, expected) => {
    expect(callLine(call(overrides))).toBe(`trace: 2026-01-31T12:00:00.000Z ECS ${expected}`);
  });

  it('holds nothing of the request and the answer', () => {
    const talkative = { ...call(), input: { password: 'hidden' }, output: 'hidden', message: 'hidden' };
    expect(callLine(talkative)).toBe(callLine(call()));
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [45_678, '45.7 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [12_345_678, '12.3 MB'],
  ])('gives %i bytes as %s', (receivedBytes, size) => {
    expect(callLine(call({ receivedBytes }))).toMatch(new RegExp(` received ${size}$`));
  });
});

describe('the summary', () => {
  const of = (...calls: ApiCall[]) => summaryLines(calls);

  it('says if there were no calls', () => {
    expect(of()).toEqual(['trace: no calls']);
  });

  it('uses the singular for one call', () => {
    expect(of(call())).toEqual([
      'trace: 1 call in 0.04 s, 0 repeated, 0.00 s waited for quotas, sent 91 B, received 1.23 kB',
      '  ECS DescribeServices  1 call  total 0.04 s  median 42 ms  longest 42 ms  received 1.23 kB',
    ]);
  });

  it('lists the actions in columns, those that took most time first', () => {
    const register = (overrides: Partial<ApiCall>) =>
      call({ action: 'RegisterTaskDefinition', receivedBytes: 2000, ...overrides });
    const lines = of(
      call({ ms: 9 }),
      call({ service: 'EFS', action: 'DescribeFileSystems', ms: 100, receivedBytes: undefined }),
      register({ ms: 200 }),
      register({ ms: 10_000, sentAt: noon + 1000, error: 'ThrottlingException' }),
      register({ ms: 300, sentAt: noon + 12_000, tried: 2, quotaWaitMs: 1250 }),
    );
    expect(lines).toEqual([
      'trace: 5 calls in 12.3 s, 1 repeated, 1.25 s waited for quotas, sent 455 B, received 7.23 kB',
      '  ECS RegisterTaskDefinition  3 calls  total 10.5 s  median 300 ms  longest 10000 ms  received 6.00 kB  1 failed',
      '  EFS DescribeFileSystems      1 call  total 0.10 s  median 100 ms    longest 100 ms      received 0 B',
      '  ECS DescribeServices         1 call  total 0.01 s    median 9 ms      longest 9 ms  received 1.23 kB',
    ]);
  });

  it('keeps actions of the same name in different services apart', () => {
    const actions = of(call({ action: 'TagResource' }), call({ service: 'EFS', action: 'TagResource' }));
    expect(actions).toHaveLength(3);
  });

  it('counts the time from the first request to the last answer, in any order of their ends', () => {
    const [head] = of(call({ sentAt: noon + 500, ms: 100 }), call({ ms: 900 }));
    expect(head).toMatch(/^trace: 2 calls in 0\.90 s,/);
  });
});
