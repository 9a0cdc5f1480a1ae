import type { ECSClientConfig } from '@aws-sdk/client-ecs';
import { noteTransfers, type TransferringClient } from '../sdk/transfers.ts';
import type { CallContext, RateLimiter } from './rate-limiter.ts';
import { mayHaveHappened, pauseBeforeRetry, retryOf } from './retry.ts';

/** Wraps every call, with any input and output. */
type Middleware = <Args, Output>(
  next: (args: Args) => Promise<Output>,
  context: { readonly commandName?: string; readonly clientName?: string },
) => (args: Args) => Promise<Output>;

/** The part of an SDK client that this needs. */
interface Client {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: 'initialize'; readonly name: string }): void;
    remove(name: string): boolean;
  };
}

/** What all clients of a run have in common. */
type ClientOptions = Pick<
  ECSClientConfig,
  'region' | 'credentials' | 'profile' | 'maxAttempts' | 'requestHandler'
>;

/** Makes a client with the options and the rate limits of the run, in its region unless another is named. */
export type ConnectTo = <SdkClient extends Client & TransferringClient>(
  Client: new (options: ClientOptions) => SdkClient,
  other?: { readonly region?: string },
) => SdkClient;

/** Calls that create something each time; the caller checks the result of the last try before it repeats one. */
const unrepeatable = new Set(['RegisterTaskDefinition']);

/**
 * Makes every call of a client wait for the rate limiter, and repeats calls that failed for a moment. It replaces the
 * SDK's own retries, so that retries keep to the quotas too, and end when the run is interrupted.
 */
export function rateLimited<SdkClient extends Client & TransferringClient>(
  client: SdkClient,
  limiter: RateLimiter,
  { clock, signal, onCall }: Pick<CallContext, 'clock' | 'signal' | 'onCall'>,
): SdkClient {
  // It prepares every answer for a log, also without one; this program has `--trace`.
  client.middlewareStack.remove('loggerMiddleware');
  const transferOf = onCall && noteTransfers(client);
  const middleware: Middleware = (next, context) => {
    const action = (context.commandName ?? '').replace(/Command$/, '');
    const service = (context.clientName ?? '').replace(/Client$/, '');
    return async (args) => {
      for (let tried = 1; ; tried += 1) {
        const asked = clock.now();
        await limiter.acquire(action);
        const sentAt = clock.now();
        const report = (error?: string) => {
          const { sentBytes = 0, receivedBytes } = transferOf?.(context) ?? {};
          const times = { sentAt, ms: clock.now() - sentAt, quotaWaitMs: sentAt - asked };
          onCall?.({ service, action, tried, ...times, sentBytes, receivedBytes, error });
        };
        try {
          const output = await next(args);
          report();
          limiter.accepted(action);
          return output;
        } catch (error) {
          report(nameOf(error));
          const retry = retryOf(error);
          if (retry === 'throttled') limiter.throttled(action);
          const isLost = unrepeatable.has(action) && mayHaveHappened(error);
          const pause = retry && !isLost ? pauseBeforeRetry(retry, tried, Math.random()) : undefined;
          if (pause === undefined) throw error;
          await clock.sleep(pause, signal);
        }
      }
    };
  };
  client.middlewareStack.add(middleware, { step: 'initialize', name: 'rateLimited' });
  return client;
}

/** An error of the connection has its name in its code. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const code = 'code' in error ? error.code : undefined;
  return /^(Aggregate)?Error$/.test(error.name) && typeof code === 'string' ? code : error.name;
}
