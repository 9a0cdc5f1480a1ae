import { fileURLToPath } from 'node:url';
import { startProcess } from './process.ts';
import { venvBin } from './venv.ts';

const server = fileURLToPath(new URL('moto-with-agent.py', import.meta.url));

export interface Moto {
  /** The AWS endpoint: every service of every region of a fresh account. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts an AWS of its own (moto, with services that reach their desired count) on a free port. */
export async function startMoto(env: Record<string, string> = {}): Promise<Moto> {
  const process_ = await startProcess(venvBin('python'), [server, '--host', '127.0.0.1', '--port', '0'], {
    ready: /Running on (http:\/\/127\.0\.0\.1:\d+)/,
    env: { PATH: process.env['PATH'], PYTHONUNBUFFERED: '1', ...env },
  });
  return { url: process_.ready[1] as string, stop: () => process_.stop('SIGKILL') };
}
