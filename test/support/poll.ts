import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition gives a value other than `undefined` or `false`, and returns that.
 *
 * @throws with the last error, or `what`, if that has not come within `timeoutMs`.
 */
export async function until<T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  { timeoutMs = 15_000, everyMs = 10 } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  do {
    try {
      const value = await condition();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      last = error;
    }
    await sleep(everyMs);
  } while (performance.now() < deadline);
  throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: last });
}
