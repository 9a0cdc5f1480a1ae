import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the files of a folder: `write` puts contents by name, each at once; `prune` removes all other files. */
export interface ServerFiles {
  write(contents: ReadonlyMap<string, string>): void;
  prune(names: ReadonlySet<string>): void;
}

/** Opens a folder of small files that another process reads at any time; creates it if needed. */
export function openServerFiles(folder: string): ServerFiles {
  const written = new Map<string, string>();
  return {
    write(contents) {
      mkdirSync(folder, { recursive: true });
      for (const [name, content] of contents) {
        if (written.get(name) === content) continue;
        // A reader sees the old content or the new one, never half of it.
        writeFileSync(join(folder, `${name}.new`), content);
        renameSync(join(folder, `${name}.new`), join(folder, name));
        written.set(name, content);
      }
    },
    prune(names) {
      for (const name of readdirSync(folder)) {
        if (names.has(name)) continue;
        rmSync(join(folder, name), { force: true });
        written.delete(name);
      }
    },
  };
}
