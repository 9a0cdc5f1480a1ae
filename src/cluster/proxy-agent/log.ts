import type { Container, Problem } from './routes/plan-routes.ts';

export interface Log {
  say(line: string): void;
  /** Says how something is, unless that was the last word about it. */
  state(subject: string, line: string): void;
  /** Says each problem of a container once, as long as the container is there. */
  problems(containers: readonly Container[], problems: readonly Problem[]): void;
}

/** A log that does not repeat itself. `write` gets one line at a time, without its end. */
export function createLog(write: (line: string) => void): Log {
  const states = new Map<string, string>();
  let told = new Set<string>();
  return {
    say: write,
    state(subject, line) {
      if (states.get(subject) === line) return;
      states.set(subject, line);
      write(line);
    },
    problems(containers, problems) {
      const present = new Set(containers.map((container) => container.name));
      const lines = new Map(problems.map(({ container, text }) => [`${container}: ${text}`, container]));
      for (const line of lines.keys()) if (!told.has(line)) write(line);
      told = new Set([
        ...[...told].filter((line) => present.has(line.split(':', 1)[0] as string)),
        ...lines.keys(),
      ]);
    },
  };
}
