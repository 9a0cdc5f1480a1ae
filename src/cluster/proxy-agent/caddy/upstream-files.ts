import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of small files. */
export interface UpstreamFiles {
  /** Writes contents by file name, each file atomically. */
  write(contents: ReadonlyMap<string, string>): Promise<void>;
  /** Removes all files but these. */
  prune(names: ReadonlySet<string>): Promise<void>;
}

/**
 * Opens a folder that Caddy reads at any time; creates it if needed. Asynchronous, because a busy disk would otherwise
 * delay the look-ups too. One call at a time.
 */
export function openUpstreamFiles(folder: string): UpstreamFiles {
  const written = new Map<string, string>();
  const put = async (name: string, content: string) => {
    // A reader sees the old content or the new one, never a part.
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
