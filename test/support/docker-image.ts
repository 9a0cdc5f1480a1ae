import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { node24 } from './node24.ts';
import { venvBin } from './venv.ts';

/**
 * A file system for containers, as a tar stream: busybox, Node 24 with the libraries that it needs, Caddy, and
 * the web server of these tests as `/web-server.ts`.
 */
export function rootFilesystem(): Readable {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-image-'));
  const put = (from: string, to: string) => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(from, join(folder, to));
  };
  const program = node24();
  put(program, 'bin/node');
  for (const library of librariesOf(program)) put(library, library);
  put('/bin/busybox', 'bin/busybox');
  put(venvBin('caddy'), 'bin/caddy');
  // As in Caddy's official image: any user may listen at ports below 1024.
  execFileSync('setcap', ['cap_net_bind_service=+ep', join(folder, 'bin/caddy')]);
  for (const applet of ['sh', 'httpd', 'sleep', 'touch', 'rm', 'mkdir', 'wget', 'kill', 'cat'])
    symlinkSync('busybox', join(folder, 'bin', applet));
  for (const empty of ['tmp', 'config', 'data']) mkdirSync(join(folder, empty));
  put(fileURLToPath(new URL('web-server.ts', import.meta.url)), 'web-server.ts');
  const tar = spawn('tar', ['-C', folder, '--xattrs', '--xattrs-include=security.capability', '-c', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  tar.once('close', () => rmSync(folder, { recursive: true }));
  return tar.stdout;
}

function librariesOf(program: string): string[] {
  const lines = execFileSync('ldd', [program]).toString().split('\n');
  return lines.flatMap((line) => /(\/[^ ]+) \(0x/.exec(line)?.[1] ?? []);
}
