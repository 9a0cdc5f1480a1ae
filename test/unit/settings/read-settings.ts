import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, type Settings, type SettingsSource } from '../../../src/settings/load.ts';

export interface Given extends Partial<SettingsSource> {
  /** The text of `local.mk`; without it, there is no such file. */
  readonly file?: string;
  readonly folder?: string;
}

/** Loads the settings of a folder that is called `shop`, for the user `ann`, unless given others. */
export function readSettings({ file, folder = 'shop', ...source }: Given = {}): Settings {
  const parent = mkdtempSync(join(tmpdir(), 'ecs-efs-settings-'));
  const directory = join(parent, folder);
  try {
    mkdirSync(directory);
    if (file !== undefined) writeFileSync(join(directory, 'local.mk'), file);
    return loadSettings({ directory, flags: {}, words: [], environment: {}, user: 'ann', ...source });
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** `VALUE (ORIGIN)` of one setting. */
export function explain(settings: Settings, name: string): string {
  const found = settings.all.find((each) => each.name === name);
  return `${found?.value} (${found?.origin})`;
}
