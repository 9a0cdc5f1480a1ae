import { spawn, type ChildProcess } from 'node:child_process';

export interface RunningProcess {
  readonly child: ChildProcess;
  /** The text that made the process count as started. */
  readonly ready: RegExpExecArray;
  /** Everything written so far, both streams. */
  output(): string;
  /** Ends this process, and only this one, and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a server and resolves when its output matches `ready`.
 *
 * @throws with the output if it ends or `timeoutMs` passes before that.
 */
export async function startProcess(
  program: string,
  args: readonly string[],
  options: { ready: RegExp; env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number },
): Promise<RunningProcess> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
  });
  let output = '';
  let isReady = false;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${program} ${args.join(' ')} ${why}\n${output}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('did not start in time');
    }, options.timeoutMs ?? 30_000);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = isReady ? null : options.ready.exec(output);
      if (!match) return;
      isReady = true;
      clearTimeout(timer);
      resolve(match);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(`could not be started: ${error.message}`);
    });
    child.once('close', () => {
      clearTimeout(timer);
      fail('ended before it was ready');
    });
  });
  return {
    child,
    ready,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
