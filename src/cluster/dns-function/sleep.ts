/** Resolves after `ms` milliseconds. Shorter in the template than what Node.js has. */
export function sleep(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
