import { describe, expect, it } from 'vitest';
import { withBackOff } from '../../../../src/cluster/dns-function/back-off.ts';

/** Fails `failures` times with an error of a name. Records the pauses. */
async function attempt(failures: number, name: string) {
  const pauses: number[] = [];
  let calls = 0;
  const call = async () => {
    if (++calls <= failures) throw Object.assign(new Error('refused'), { name });
    return 'done';
  };
  const sleep = async (ms: number) => pauses.push(ms);
  const result = await withBackOff(call, /^Busy/, { sleep, random: () => 0.5 }).catch(
    (error: Error) => error.name,
  );
  return { result, calls, pauses };
}

describe('a call to a busy service', () => {
  it('is made again after a random part of a doubling time', async () => {
    expect(await attempt(4, 'BusyException')).toEqual({
      result: 'done',
      calls: 5,
      pauses: [100, 200, 400, 800],
    });
  });

  it('is given up after the seventh pause', async () => {
    const { result, calls } = await attempt(Infinity, 'BusyException');
    expect({ result, calls }).toEqual({ result: 'BusyException', calls: 8 });
  });

  it('is not made again if the refusal is final', async () => {
    expect(await attempt(1, 'AccessDenied')).toEqual({ result: 'AccessDenied', calls: 1, pauses: [] });
  });
});
