import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError, type Problem } from '../errors.ts';
import type { Settings } from '../settings/load.ts';
import { fillTemplate } from './fill-template.ts';
import { sourceText, type SourceText } from './source-text.ts';

export type InputKind = 'taskdef' | 'service';

export interface InputFile {
  readonly kind: InputKind;
  /** The file's name up to its ending: what its service is called. */
  readonly name: string;
  readonly source: SourceText;
}

const inputName = /^([^.].*?)\.(taskdef|service)(\.template)?$/;

/**
 * Reads every `.taskdef` and `.service` of a folder, in the order of their names, with those that end in
 * `.template` filled in.
 *
 * @throws UsageError if the folder cannot be read
 */
export function discoverFiles(settings: Settings): { files: InputFile[]; problems: Problem[] } {
  const files = new Map<string, InputFile>();
  const problems: Problem[] = [];
  for (const file of listFolder(settings.directory)) {
    const [, name = '', kind, template] = inputName.exec(file) ?? [];
    if (!kind) continue;
    const id = `${name}.${kind}`;
    if (files.has(id)) {
      const message = `${id} exists as well, and only one of the two can be loaded; delete one`;
      problems.push({ file, message });
      continue;
    }
    const text = readFileSync(join(settings.directory, file), 'utf8');
    const filled = template ? fillTemplate(file, text, settings) : undefined;
    problems.push(...(filled?.problems ?? []));
    files.set(id, { kind: kind as InputKind, name, source: filled?.source ?? sourceText(file, text) });
  }
  return { files: [...files.values()], problems };
}

function listFolder(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw new UsageError(`the folder ${directory} cannot be read: ${(error as Error).message}`);
  }
}
