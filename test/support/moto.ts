import { fileURLToPath } from 'node:url';
import { startProcess } from './process.ts';
import { venvBin } from './venv.ts';

const program = fileURLToPath(new URL('moto-with-agent.py', import.meta.url));

export interface Moto {
  /** The AWS endpoint: every service of every region of a fresh account. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts an AWS of its own (moto, with services that reach their desired count) on a free port. */
export async function startMoto(env: Record<string, string> = {}): Promise<Moto> {
  const server = await startProcess(venvBin('python'), [program, '--host', '127.0.0.1', '--port', '0'], {
    ready: /Running on (http:\/\/127\.0\.0\.1:\d+)/,
    env: { PATH: process.env['PATH'], PYTHONUNBUFFERED: '1', ...env },
  });
  return { url: server.ready[1] as string, stop: () => server.stop('SIGKILL') };
}
