/** Time and chance, passed in so that tests need neither. */
export interface Pauses {
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<unknown>;
  /** A number from 0 to below 1. */
  random(): number;
}

const firstCeiling = 200;
const lastCeiling = 12_800;

/**
 * Calls again what was refused because the other side is busy, after a random part of a time that doubles
 * ("full jitter"): seven times at most, which take 13 seconds on average.
 *
 * @param busy matches the names of the errors that say so.
 * @throws the last error, or the first of another name.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export async function withBackOff<T>(
  call: () => Promise<T>,
  busy: RegExp,
  { sleep, random }: Pauses,
): Promise<T> {
  for (let ceiling = firstCeiling; ; ceiling *= 2) {
    try {
      return await call();
    } catch (error) {
      if (ceiling > lastCeiling || !hasName(error, busy)) throw error;
      await sleep(random() * ceiling);
    }
  }
}

/** Whether a caught value is an error of such a name. The AWS SDK names its errors as the services do. */
export function hasName(error: unknown, name: RegExp): error is Error {
  return error instanceof Error && name.test(error.name);
}
