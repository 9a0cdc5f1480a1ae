import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';

/** The Debian packages of the programs that suites ask for with `describeOnLinux`. */
const packages = {
  chattr: 'e2fsprogs',
  docker: 'docker.io',
  'docker-registry': 'docker-registry',
  dockerd: 'docker.io',
  htpasswd: 'apache2-utils',
  nsenter: 'util-linux',
  openssl: 'openssl',
  python3: 'python3',
  shellcheck: 'shellcheck',
  systemctl: 'systemd',
  unshare: 'util-linux',
} as const;

export type Program = keyof typeof packages;

/**
 * A suite that needs real programs, and root where it makes namespaces. Where they are missing it is skipped
 * under a name that says what to install; with CI=true it fails instead.
 */
export function describeOnLinux(
  name: string,
  needs: { programs: readonly Program[]; root?: boolean },
  body: () => void,
): void {
  const missing = needs.programs.filter((program) => !isOnPath(program));
  const remedies = [
    ...(missing.length > 0
      ? [`apt-get install ${missing.map((program) => packages[program]).join(' ')}`]
      : []),
    ...(needs.root && process.getuid?.() !== 0 ? ['run as root on Linux'] : []),
  ];
  if (remedies.length === 0) {
    describe(name, body);
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      it('finds what it needs', () => {
        throw new Error(`to run this suite: ${remedies.join('; ')}`);
      });
    });
  } else {
    describe.skip(`${name} (to run: ${remedies.join('; ')})`, body);
  }
}

function isOnPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
