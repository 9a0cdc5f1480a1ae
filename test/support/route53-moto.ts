import { startFaultProxy } from './fault-proxy/proxy.ts';
import { startMoto, type Moto } from './moto/moto.ts';

/** Answers a call instead of AWS, or waits before it goes on to AWS. */
type Intercept = (action: string, body: string) => Promise<{ status: number; body: string } | undefined>;

export interface RecordedMoto extends Moto {
  /** The actions that were called through `url`, such as `ListTasks`, since the last `forget`. */
  calls(): string[];
  forget(): void;
  /** Has every later call pass through `intercept`; without one, they go to AWS as before. */
  intercept(intercept?: Intercept): void;
  /** Plays the ECS agent; see `moto/ecs.py`. */
  agent(
    order: { instance: string; connected: boolean } | { task: string; lastStatus: string },
  ): Promise<void>;
}

/** Starts moto behind a proxy that records the calls. */
export async function startRoute53Moto(): Promise<RecordedMoto> {
  const moto = await startMoto();
  const proxy = await startFaultProxy(moto.url);
  return {
    url: proxy.url,
    calls: () => [...proxy.actions],
    forget: () => proxy.clear(),
    intercept(next) {
      if (!next) return proxy.use();
      proxy.use(async ({ action, body }, pass) => {
        const answer = await next(action, body);
        return answer ? { ...answer, headers: { 'content-type': 'text/xml' } } : pass();
      });
    },
    obey: moto.obey,
    agent: (order) => moto.obey({ order: 'agent', ...order }),
    async stop() {
      await proxy.stop();
      await moto.stop();
    },
  };
}

/** An error as Route 53 answers it. */
export function route53Error(code: string, status = 400): { status: number; body: string } {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
}
