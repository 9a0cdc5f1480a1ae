import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps the files of a folder: `write` puts contents by name, each at once; `prune` removes all other files. */
export interface ServerFiles {
  write(contents: ReadonlyMap<string, string>): Promise<void>;
  prune(names: ReadonlySet<string>): Promise<void>;
}

/**
 * Opens a folder of small files that another process reads at any time; creates it if needed. Never blocks, as a
 * busy disk would otherwise hold up the look-ups too. One call at a time.
 */
export function openServerFiles(folder: string): ServerFiles {
  const written = new Map<string, string>();
  const put = async (name: string, content: string) => {
    // A reader sees the old content or the new one, never half of it.
    await writeFile(join(folder, `${name}.new`), content);
    await rename(join(folder, `${name}.new`), join(folder, name));
    written.set(name, content);
  };
  return {
    async write(contents) {
      await mkdir(folder, { recursive: true });
      const changed = [...contents].filter(([name, content]) => written.get(name) !== content);
      await Promise.all(changed.map(([name, content]) => put(name, content)));
    },
    async prune(names) {
      const extra = (await readdir(folder)).filter((name) => !names.has(name));
      for (const name of extra) written.delete(name);
      await Promise.all(extra.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}
