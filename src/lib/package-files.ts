import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package: the nearest one that has a package.json, seen from `src/lib` as from `dist`. */
const packageFolder = nearestPackage(import.meta.dirname);

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
  return nearestPackage(parent);
}

/** The path of a file or folder that the package ships, such as `examples`. */
export function shippedPath(name: string): string {
  return join(packageFolder, name);
}
