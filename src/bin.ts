#!/usr/bin/env node
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { systemClock } from './clock.ts';
import { exitStatus, InterruptedError } from './errors.ts';
import { main } from './main.ts';

// The SDK's notice about the version of Node is for whoever maintains this program, not for its users.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// A reader that has seen enough, such as `head`, is no failure of this program.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for calls that are under way.
    if (interruption.signal.aborted) process.exit(exitStatus.interrupted);
    interruption.abort(new InterruptedError());
  });
}

process.exitCode = await main(process.argv.slice(2), {
  output: {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    terminals: { out: process.stdout.isTTY, err: process.stderr.isTTY },
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
