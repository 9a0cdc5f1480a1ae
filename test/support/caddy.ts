import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, type RunningProcess } from './process.ts';
import { venvBin } from './venv.ts';

export interface CaddyFolders {
  /** Saved configuration and admin socket, as `/config` in Caddy's official image. */
  readonly config: string;
  /** Certificates, as `/data` there. */
  readonly data: string;
}

/** The admin socket of the Caddy with these folders. */
export function adminSocket({ config }: CaddyFolders): string {
  return join(config, 'admin.sock');
}

/** Starts Caddy with the arguments and environment of the template's task definition. */
export async function startCaddy(folders: CaddyFolders): Promise<RunningProcess> {
  mkdirSync(folders.config, { recursive: true });
  mkdirSync(folders.data, { recursive: true });
  return startProcess(venvBin('caddy'), ['run', '--resume'], {
    ready: /serving initial configuration/,
    env: {
      XDG_CONFIG_HOME: folders.config,
      XDG_DATA_HOME: folders.data,
      HOME: folders.config,
      CADDY_ADMIN: `unix/${adminSocket(folders)}`,
    },
  });
}

/** How often Caddy has put another configuration in force since it started. */
export function countLoads(caddy: RunningProcess): number {
  return caddy.output().split('"msg":"autosaved config').length - 1;
}
