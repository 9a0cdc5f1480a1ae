import type { ApiCall } from '../../domain/api-call.ts';
import type { Quota } from '../../domain/quotas.ts';
import type { Clock } from '../../lib/clock.ts';
import { fullBucket, grow, shrink, takeToken, waitFor, type Bucket } from './token-bucket.ts';

/** Lets the calls of one run through at the rate that AWS allows. */
export interface RateLimiter {
  /** Resolves when this call may be made, at once without a quota. Rejects with the signal's reason. */
  acquire(action: string): Promise<void>;
  /** AWS has accepted such a call. */
  accepted(action: string): void;
  /** AWS has throttled such a call. */
  throttled(action: string): void;
}

/** Calls that have to wait because of a quota. */
export interface QuotaWait {
  /** What its calls do, such as `changing services`. */
  readonly quota: string;
  /** How long the newest of them waits, about. */
  readonly seconds: number;
}

/** What all calls of a run share. */
export interface CallContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called for waits that a user would notice. */
  readonly onWait: (wait: QuotaWait) => void;
  /** Called for every try of every call, for a trace. */
  readonly onCall?: ((call: ApiCall) => void) | undefined;
}

/** A shorter wait is not reported. */
const notableMs = 2_000;
const reportEveryMs = 10_000;

/** One bucket for each quota; calls are served in their order. */
export function createRateLimiter(quotas: readonly Quota[], context: CallContext): RateLimiter {
  const queues = new Map<string, ReturnType<typeof createQueue>>();
  for (const quota of quotas) {
    const queue = createQueue(quota, context);
    for (const action of quota.actions) queues.set(action, queue);
  }
  return {
    acquire: (action) => queues.get(action)?.acquire() ?? Promise.resolve(),
    accepted: (action) => queues.get(action)?.change(grow),
    throttled: (action) => queues.get(action)?.change(shrink),
  };
}

function createQueue(quota: Quota, { clock, signal, onWait }: CallContext) {
  let bucket = fullBucket(quota, clock.now());
  let waiting = 0;
  let lastReport = -Infinity;
  let last: Promise<void> = Promise.resolve();

  const report = () => {
    const now = clock.now();
    const ms = waitFor(bucket, waiting, now);
    if (ms < notableMs || now - lastReport < reportEveryMs) return;
    lastReport = now;
    onWait({ quota: quota.name, seconds: Math.round(ms / 1000) });
  };
  const takeOne = async () => {
    for (;;) {
      const taken = takeToken(bucket, clock.now());
      bucket = taken.bucket;
      if (taken.waitMs === 0) return;
      await clock.sleep(taken.waitMs, signal);
    }
  };
  return {
    async acquire(): Promise<void> {
      waiting += 1;
      report();
      const before = last;
      const mine = before.then(takeOne).finally(() => {
        waiting -= 1;
      });
      // The next call is served even if this one gave up.
      last = mine.catch(() => {});
      return mine;
    },
    change(how: (bucket: Bucket, now: number) => Bucket): void {
      bucket = how(bucket, clock.now());
    },
  };
}
