import type { Clock } from '../../lib/clock.ts';
import type { ApiCall } from '../../domain/api-call.ts';
import type { Quota } from '../../domain/quotas.ts';
import { fullBucket, grow, shrink, takeToken, waitFor, type Bucket } from './token-bucket.ts';

/** Lets calls of one run through at the rate that AWS grants. */
export interface Pacer {
  /** Resolves when this call may be made; calls without a quota may at once. Rejects with the signal's reason. */
  turn(action: string): Promise<void>;
  /** AWS has taken such a call. */
  accepted(action: string): void;
  /** AWS has throttled such a call. */
  throttled(action: string): void;
}

/** Calls that have to wait because of a quota. */
export interface QuotaWait {
  /** What its calls do, such as `changing services`. */
  readonly quota: string;
  /** How long the newest of them waits, as far as can be told. */
  readonly seconds: number;
}

export interface Pacing {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of waits that a user would wonder about. */
  readonly onWait: (wait: QuotaWait) => void;
  /** Told of every try of every call, for who asks for a trace. */
  readonly onCall?: ((call: ApiCall) => void) | undefined;
}

/** A shorter wait is not worth a word. */
const notableMs = 2_000;
const tellEveryMs = 10_000;

/** One bucket for each quota; the first call that asks has its turn first. */
export function createPacer(quotas: readonly Quota[], pacing: Pacing): Pacer {
  const queues = new Map<string, Queue>();
  for (const quota of quotas) {
    const queue = createQueue(quota, pacing);
    for (const action of quota.actions) queues.set(action, queue);
  }
  return {
    turn: (action) => queues.get(action)?.turn() ?? Promise.resolve(),
    accepted: (action) => queues.get(action)?.change(grow),
    throttled: (action) => queues.get(action)?.change(shrink),
  };
}

interface Queue {
  turn(): Promise<void>;
  change(how: (bucket: Bucket, now: number) => Bucket): void;
}

function createQueue(quota: Quota, { clock, signal, onWait }: Pacing): Queue {
  let bucket = fullBucket(quota, clock.now());
  let waiting = 0;
  let lastTold = -Infinity;
  let last: Promise<void> = Promise.resolve();

  const tell = () => {
    const now = clock.now();
    const ms = waitFor(bucket, waiting, now);
    if (ms < notableMs || now - lastTold < tellEveryMs) return;
    lastTold = now;
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
    async turn() {
      waiting += 1;
      tell();
      const before = last;
      const mine = before.then(takeOne).finally(() => {
        waiting -= 1;
      });
      // Whoever comes next has its turn even if this one gave up.
      last = mine.catch(() => {});
      return mine;
    },
    change(how) {
      bucket = how(bucket, clock.now());
    },
  };
}
