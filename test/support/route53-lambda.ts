import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24 } from './node24.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** What the runtime `nodejs24.x` does: it loads index.js once and awaits its handler for one event after the other. */
const runtime = `
const { format } = require('node:util');
const { handler } = require(process.argv[1]);
let log = [];
console.log = (...words) => log.push(format(...words));
process.on('message', async ({ event, milliseconds }) => {
  const end = Date.now() + milliseconds;
  let error;
  await handler(event, { getRemainingTimeInMillis: () => end - Date.now() }).catch((thrown) => (error = format(thrown)));
  process.send({ error, log });
  log = [];
});
process.send('ready');
`;

interface Invocation {
  /** What the function threw. */
  readonly error?: string;
  /** The lines that it logged. */
  readonly log: readonly string[];
}

export interface Lambda {
  /**
   * Invokes the function as a warm one, and waits for it. One at a time.
   *
   * @param milliseconds until its time is over, as the function sees it.
   */
  invoke(event: object, milliseconds?: number): Promise<Invocation>;
  stop(): Promise<void>;
}

/** Runs the code of an inline Lambda function under Node.js 24, with the AWS SDK beside it. */
export async function startLambda(code: string, env: Record<string, string>): Promise<Lambda> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-lambda-'));
  const file = join(folder, 'index.js');
  writeFileSync(file, code);
  const child = spawn(node24(), ['-e', runtime, file], {
    env: { ...env, NODE_PATH: modules },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return {
    async invoke(event, milliseconds = 120_000) {
      child.send({ event, milliseconds });
      const [answer] = (await once(child, 'message')) as [Invocation];
      return answer;
    },
    async stop() {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
