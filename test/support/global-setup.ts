import { ensureVenv } from './venv.ts';

/** Vitest runs this once before all suites. */
export function setup(): void {
  ensureVenv((line) => process.stderr.write(`${line}\n`));
}
