import { fileURLToPath } from 'node:url';
import { startProcess } from '../process.ts';
import { venvBin } from '../venv.ts';

const program = fileURLToPath(new URL('server.py', import.meta.url));

/** What a test tells moto to do: a function of its modules here, and its parameters. */
export interface Order {
  readonly order: string;
  readonly [parameter: string]: unknown;
}

export interface Moto {
  /** The AWS endpoint: every service of every region of a fresh account. */
  readonly url: string;
  obey(order: Order): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an AWS of its own (moto, with what it lacks) on a free port. */
export async function startMoto(env: Record<string, string> = {}): Promise<Moto> {
  const server = await startProcess(venvBin('python'), [program, '--host', '127.0.0.1', '--port', '0'], {
    ready: /Running on (http:\/\/127\.0\.0\.1:\d+)/,
    env: { PATH: process.env['PATH'], PYTHONUNBUFFERED: '1', ...env },
  });
  const url = server.ready[1] as string;
  return {
    url,
    async obey(order) {
      const { status } = await fetch(`${url}/moto-api/order`, {
        method: 'POST',
        body: JSON.stringify(order),
      });
      if (status !== 200) throw new Error(`${order.order} ended with ${status}\n${server.output()}`);
    },
    stop: () => server.stop('SIGKILL'),
  };
}
