import { setTimeout } from 'node:timers/promises';

/** Waits some milliseconds, or until the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    // The caller checks the signal.
  }
}
