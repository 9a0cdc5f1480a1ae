import { fileURLToPath } from 'node:url';

/** The folder of the package: this file sits one level below it, in `src/` as in `dist/`. */
const packageFolder = new URL('..', import.meta.url);

/** The path of a file or folder that the package ships, such as `examples`. */
export function shippedPath(name: string): string {
  return fileURLToPath(new URL(name, packageFolder));
}
