import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock, type Clock } from '../../src/lib/clock.ts';
import { main } from '../../src/main.ts';

export interface RunResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly environment?: Record<string, string>;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Answers the program's questions. */
  readonly ask?: (question: string) => Promise<string>;
}

/** A user's folder. */
export interface Folder {
  readonly path: string;
  /** Writes files; an object is written as JSON. */
  write(files: Record<string, unknown>): void;
  /** Runs `ecs-efs` in it, in this process. */
  run(command: string, options?: RunOptions): Promise<RunResult>;
  /** Deletes a file. */
  delete(name: string): void;
  remove(): void;
}

/** Makes a folder with these files in it. */
export function createFolder(files: Record<string, unknown> = {}): Folder {
  const path = mkdtempSync(join(tmpdir(), 'ecs-efs-test-'));
  const write: Folder['write'] = (contents) => {
    for (const [name, content] of Object.entries(contents)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
  };
  write(files);
  return {
    path,
    write,
    run: (command, options = {}) => runCli(path, words(command), options),
    delete: (name) => rmSync(join(path, name)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

async function runCli(directory: string, argv: readonly string[], options: RunOptions): Promise<RunResult> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await main(argv, {
    output: { out: (line) => out.push(line), err: (line) => err.push(line) },
    environment: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      ...options.environment,
    },
    directory,
    user: 'tester',
    clock: options.clock ?? systemClock,
    signal: options.signal ?? new AbortController().signal,
    ask: options.ask ?? (() => Promise.reject(new Error('nobody is there to answer'))),
  });
  return { status, stdout: out.join('\n'), stderr: err.join('\n') };
}

/** Splits as a shell does, for words without quotes. */
function words(command: string): string[] {
  return command.split(' ').filter((word) => word !== '');
}
