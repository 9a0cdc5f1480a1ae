import { spawnSync } from 'node:child_process';

/**
 * Says which of some programs are missing, with the Debian packages that have them, as a reason to skip a suite.
 * Where CI is `true` nothing may be skipped.
 *
 * @param packages maps a program to its package.
 * @returns undefined if all are there.
 * @throws under CI, if one is missing.
 */
export function missingTools(packages: Readonly<Record<string, string>>): string | undefined {
  const missing = Object.keys(packages).filter(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return undefined;
  const reason = `${missing.join(', ')} missing: apt-get install ${missing.map((name) => packages[name]).join(' ')}`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  process.stderr.write(`skipped: ${reason}\n`);
  return reason;
}
