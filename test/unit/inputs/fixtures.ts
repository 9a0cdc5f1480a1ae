import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../src/inputs/document/read-text.ts';

const root = new URL('../../fixtures/', import.meta.url).pathname;

/** The files in every form in which people write, copy and export them, with their names. */
export function fixtures(folder: 'taskdefs' | 'services'): { file: string; text: string }[] {
  return readdirSync(join(root, folder)).map((file) => ({
    file,
    text: readText(join(root, folder, file), file),
  }));
}
