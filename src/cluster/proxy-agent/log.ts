import type { Container, Problem } from './routes/plan-routes.ts';

export type Log = ReturnType<typeof createLog>;

/**
 * A log that does not repeat itself.
 *
 * @param write gets one line at a time, without its end.
 */
export function createLog(write: (line: string) => void) {
  const states = new Map<string, string>();
  /** The lines of problems, and the container of each. */
  let logged = new Map<string, string>();
  return {
    write,
    /** Writes the state of a subject, unless it is the same as before. */
    state(subject: string, line: string): void {
      if (states.get(subject) === line) return;
      states.set(subject, line);
      write(line);
    },
    /** Writes each problem of a container once, as long as the container exists. */
    problems(containers: readonly Container[], problems: readonly Problem[]): void {
      const present = new Set(containers.map((container) => container.name));
      const lines = problems.map(({ container, text }) => [`${container}: ${text}`, container] as const);
      const current = new Map(lines);
      for (const line of current.keys()) if (!logged.has(line)) write(line);
      logged = new Map([...[...logged].filter(([, container]) => present.has(container)), ...current]);
    },
  };
}
