import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswer, matches, type Call, type Fault, type Which } from './call.ts';

/** An error as AWS answers it. */
export interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Faults that go away when a call is made again. */
export const passing = {
  internal: { status: 500, code: 'InternalFailure', message: 'The server had a fault.' },
  unavailable: { status: 503, code: 'ServiceUnavailable', message: 'The service cannot answer now.' },
  throttled: { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' },
} as const satisfies Record<string, AwsError>;

/** Every answer comes so much later. */
export function latency(ms: number | ((call: Call) => number)): Fault {
  return async (call, pass) => {
    await sleep(typeof ms === 'number' ? ms : ms(call));
    return pass();
  };
}

/** These calls are refused and never reach AWS. @param times how many of them, from the first on; all, if left out */
export function refuse(which: Which, error: AwsError, times = Infinity): Fault {
  let left = times;
  return (call, pass) => {
    if (!matches(which, call) || left <= 0) return pass();
    left -= 1;
    return Promise.resolve(errorAnswer(call, error));
  };
}

/** Cuts the connection of these calls. @param options.after AWS has done what was asked; only the answer is lost */
export function reset(which: Which, options: { after: boolean; times?: number }): Fault {
  let left = options.times ?? Infinity;
  return async (call, pass) => {
    if (!matches(which, call) || left <= 0) return pass();
    left -= 1;
    if (options.after) await pass();
    return 'reset';
  };
}

/** After this number of calls the credentials have expired. */
export function expiresAfter(calls: number): Fault {
  let left = calls;
  return (call, pass) => {
    left -= 1;
    if (left >= 0) return pass();
    const message = 'The security token included in the request is expired';
    return Promise.resolve(errorAnswer(call, { status: 403, code: 'ExpiredTokenException', message }));
  };
}

/**
 * Ends the client at its N-th call.
 *
 * @param kill ends the process at once, and resolves when it is gone
 * @param options.after AWS has done what was asked, and nobody is left to hear it
 */
export function killAt(number: number, kill: () => Promise<void>, options: { after: boolean }): Fault {
  let count = 0;
  return async (_call, pass) => {
    count += 1;
    if (count !== number) return pass();
    if (options.after) await pass();
    await kill();
    return 'reset';
  };
}

/**
 * A share of all answers is a fault: an error of AWS, a throttled call, or a connection that is cut, before or
 * after AWS has done what was asked.
 *
 * @param share from 0 to 1
 * @param random from 0 to 1, as `Math.random`
 */
export function randomFaults(share: number, random: () => number): Fault {
  return async (call, pass) => {
    if (random() >= share) return pass();
    const kind = Math.floor(random() * 4);
    if (kind === 0) return errorAnswer(call, passing.throttled);
    if (kind === 1) return errorAnswer(call, passing.internal);
    if (kind === 2) return 'reset';
    await pass();
    return 'reset';
  };
}
