import { noteTransfers, type TransferringClient } from '../sdk/transfers.ts';
import type { Pacer, Pacing } from './rate-limiter.ts';
import { mayHaveHappened, pauseBeforeRetry, retryOf } from './retry.ts';

/** Goes around every try of a call, whatever the call takes and gives. */
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

/** Calls that make something new each time they are made; whoever makes them looks first what became of the last one. */
const unrepeatable = new Set(['RegisterTaskDefinition']);

/**
 * Makes every call of a client wait for its turn, and repeats what failed for a moment. Takes the place of the
 * SDK's own retries, so that these too keep to the quotas, and end when the run is interrupted.
 *
 * @param options.repeats false for calls that whoever makes them repeats
 */
export function paced<SdkClient extends Client & TransferringClient>(
  client: SdkClient,
  pacer: Pacer,
  { clock, signal, onCall }: Pick<Pacing, 'clock' | 'signal' | 'onCall'>,
  { repeats = true }: { repeats?: boolean } = {},
): SdkClient {
  // It prepares every answer for a log, also where there is none; this program has `--trace`.
  client.middlewareStack.remove('loggerMiddleware');
  const transferOf = onCall && noteTransfers(client);
  const middleware: Middleware = (next, context) => {
    const action = (context.commandName ?? '').replace(/Command$/, '');
    const service = (context.clientName ?? '').replace(/Client$/, '');
    return async (args) => {
      for (let tried = 1; ; tried += 1) {
        const asked = clock.now();
        await pacer.turn(action);
        const sentAt = clock.now();
        const tell = (error?: string) => {
          const { sentBytes = 0, receivedBytes } = transferOf?.(context) ?? {};
          const times = { sentAt, ms: clock.now() - sentAt, quotaWaitMs: sentAt - asked };
          onCall?.({ service, action, tried, ...times, sentBytes, receivedBytes, error });
        };
        try {
          const output = await next(args);
          tell();
          pacer.accepted(action);
          return output;
        } catch (error) {
          tell(nameOf(error));
          const retry = repeats ? retryOf(error) : undefined;
          if (retry === 'throttled') pacer.throttled(action);
          const isLost = unrepeatable.has(action) && mayHaveHappened(error);
          const pause = retry && !isLost ? pauseBeforeRetry(retry, tried, Math.random()) : undefined;
          if (pause === undefined) throw error;
          await clock.sleep(pause, signal);
        }
      }
    };
  };
  client.middlewareStack.add(middleware, { step: 'initialize', name: 'paced' });
  return client;
}

/** An error of the connection says in its code what it is. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const code = 'code' in error ? error.code : undefined;
  return /^(Aggregate)?Error$/.test(error.name) && typeof code === 'string' ? code : error.name;
}
