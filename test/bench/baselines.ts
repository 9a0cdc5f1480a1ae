import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../src/lib/json.ts';
import { venvBin } from '../support/venv.ts';
import { timed } from './program.ts';

/** One call, as an SDK client takes it. */
export interface PlainCall {
  readonly service: 'ecs' | 'cloudformation';
  readonly action: string;
  readonly input: JsonObject;
}

export interface CallOrder {
  /** Each phase begins when the one before has ended. */
  readonly phases: readonly (readonly PlainCall[])[];
  readonly atOnce: number;
}

/**
 * Has a minimal client of the SDK, in a process of its own, send these calls and do nothing else.
 *
 * @returns milliseconds from the first call to the last answer; the start of the process is not in it
 */
export function timeCalls(order: CallOrder, env: NodeJS.ProcessEnv): Promise<number> {
  const path = fileURLToPath(new URL('minimal-client.ts', import.meta.url));
  const child = fork(path, { env, execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('message', (ms) => resolve(ms as number));
    child.once('exit', (status) => {
      if (status !== 0) reject(new Error(`the minimal client ended with ${status}`));
    });
    child.send(order);
  });
}

/** What make did for a file: one call of the AWS CLI after the other. @returns milliseconds */
export async function timeAwsCli(calls: readonly PlainCall[], env: NodeJS.ProcessEnv): Promise<number> {
  let ms = 0;
  // Python compiles the CLI when it is run for the first time.
  await timed(venvBin('aws'), ['ecs', 'list-clusters'], { env });
  for (const { service, action, input } of calls) {
    const command = action.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
    ms += await timed(venvBin('aws'), [service, command, '--cli-input-json', JSON.stringify(input)], { env });
  }
  return ms;
}
