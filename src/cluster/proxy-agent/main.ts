import { runAgent } from './agent.ts';
import { help, readSettings } from './settings.ts';

/** Runs the agent until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const settings = readSettings(undefined, process.env);
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  if (!settings) {
    write(help());
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  await runAgent(settings, write, stop.signal);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
