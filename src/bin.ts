#!/usr/bin/env node
import module from 'node:module';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { exitStatus, InterruptedError } from './errors.ts';
import { systemClock } from './lib/clock.ts';
import type { Terminal } from './report/modes/live-reporter.ts';

// Node.js 22.8 and newer cache compiled code among the temporary files, but only what is loaded after this call.
// https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
// Only what is loaded from now on is mapped back to its source.
if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
const { main } = await import('./main.ts');

// The SDK's notice about the version of Node.js concerns the maintainers of this program, not its users.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// A reader that stops early, such as `head`, is not a failure of this program.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second signal ends the program without waiting for calls that are under way.
    if (interruption.signal.aborted) process.exit(exitStatus.interrupted);
    interruption.abort(new InterruptedError());
  });
}

process.exitCode = await main(process.argv.slice(2), {
  output: {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    terminal: openTerminal(),
    isTerminal: process.stdout.isTTY,
  },
  environment: process.env,
  directory: process.cwd(),
  user: userInfo().username,
  clock: systemClock,
  signal: interruption.signal,
  async ask(question) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question, { signal: interruption.signal });
    } finally {
      terminal.close();
    }
  },
});

/** The user's terminal; undefined in a pipe, in CI, or where written lines cannot be changed. */
function openTerminal(): Terminal | undefined {
  const { stderr, env } = process;
  if (!stderr.isTTY || env['CI'] || env['TERM'] === 'dumb') return undefined;
  return {
    size: () => ({ columns: stderr.columns || 80, rows: stderr.rows || 24 }),
    colour: !env['NO_COLOR'],
    write: (text) => stderr.write(text),
    now: () => Date.now(),
    onTick(callback) {
      // The timer must not keep the process alive.
      const timer = setInterval(callback, 1_000).unref();
      stderr.on('resize', callback);
      return () => {
        clearInterval(timer);
        stderr.off('resize', callback);
      };
    },
  };
}
