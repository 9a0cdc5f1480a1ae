import type { Location } from '../../domain/diagnostic.ts';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The line of the user's file at a location, if the file can still be read. */
export function readSourceLine(directory: string, { file, line }: Location): string | undefined {
  if (line === undefined) return undefined;
  try {
    const text = readFileSync(resolve(directory, file), 'utf8').replace(/^\uFEFF/, '');
    return text.split(/\r\n|\r|\n/)[line - 1];
  } catch {
    return undefined;
  }
}
