import type { Pacer, Pacing } from './pacer.ts';
import { mayHaveHappened, pauseBeforeRetry, retryOf } from './retry.ts';

/** Goes around every try of a call, whatever the call takes and gives. */
type Middleware = <Args, Output>(
  next: (args: Args) => Promise<Output>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Output>;

/** The part of an SDK client that this needs. */
interface Client {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: 'initialize'; readonly name: string }): void;
  };
}

/** Calls that make something new each time they are made; whoever makes them looks first what became of the last one. */
const unrepeatable = new Set(['RegisterTaskDefinition']);

/**
 * Makes every call of a client wait for its turn, and repeats what failed for a moment. Takes the place of the
 * SDK's own retries, so that these too keep to the quotas, and end when the run is interrupted.
 */
export function paced<SdkClient extends Client>(
  client: SdkClient,
  pacer: Pacer,
  { clock, signal }: Pick<Pacing, 'clock' | 'signal'>,
): SdkClient {
  const middleware: Middleware =
    (next, { commandName = '' }) =>
    async (args) => {
      const action = commandName.replace(/Command$/, '');
      for (let tried = 1; ; tried += 1) {
        await pacer.turn(action);
        try {
          const output = await next(args);
          pacer.accepted(action);
          return output;
        } catch (error) {
          const retry = retryOf(error);
          if (retry === 'throttled') pacer.throttled(action);
          const isLost = unrepeatable.has(action) && mayHaveHappened(error);
          const pause = retry && !isLost ? pauseBeforeRetry(retry, tried, Math.random()) : undefined;
          if (pause === undefined) throw error;
          await clock.sleep(pause, signal);
        }
      }
    };
  client.middlewareStack.add(middleware, { step: 'initialize', name: 'paced' });
  return client;
}
