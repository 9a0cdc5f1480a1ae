import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { InputError, UsageError } from '../errors.ts';
import { fileErrorText } from '../lib/file-error.ts';
import type { Settings } from '../settings/load.ts';
import { fillTemplate } from './document/fill-template.ts';
import { readText } from './document/read-text.ts';
import { sourceText, type SourceText } from './document/source-text.ts';
import { inputEndings, parseFileName, type InputKind } from './kinds.ts';

export interface InputFile {
  readonly kind: InputKind;
  /** The file's name up to its ending: what its service is called. */
  readonly name: string;
  readonly source: SourceText;
}

interface Discovered {
  readonly files: InputFile[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads every `.taskdef` and `.service` of a folder, in the order of their names, with those that end in
 * `.template` filled in.
 *
 * @throws UsageError if the folder cannot be read
 */
export function discoverFiles(settings: Settings): Discovered {
  return readFiles(
    listFolder(settings.directory).filter((file) => parseFileName(file) !== undefined),
    settings,
  );
}

/**
 * Reads the files that were named, in the same way.
 *
 * @param names paths from the folder, or absolute ones
 * @returns also the other `.taskdef` files in the same folders: a service may name one of them
 * @throws UsageError if a name does not end as these files do
 */
export function discoverNamed(
  names: readonly string[],
  settings: Settings,
): Discovered & { siblings: string[] } {
  const endings = inputEndings.map((ending) => `.${ending}`);
  for (const name of names) {
    if (parseFileName(basename(name))) continue;
    throw new UsageError(
      `'${name}' is none of the files that can be checked`,
      `They end in ${[...endings, ...endings.map((ending) => `${ending}.template`)].join(', ')} or .params.`,
    );
  }
  const folders = new Set(names.map((name) => resolve(settings.directory, name, '..')));
  const siblings = [...folders].flatMap(listFolder).flatMap((file) => {
    const parsed = parseFileName(file);
    return parsed?.kind === 'taskdef' ? [parsed.name] : [];
  });
  return { ...readFiles(names, settings), siblings };
}

function readFiles(names: readonly string[], settings: Settings): Discovered {
  const files = new Map<string, InputFile>();
  const diagnostics: Diagnostic[] = [];
  for (const file of names) {
    const parsed = parseFileName(basename(file));
    if (!parsed) continue;
    const { name, kind, isTemplate } = parsed;
    const id = resolve(settings.directory, file, '..', `${name}.${kind}`);
    if (files.has(id)) {
      const message = `${name}.${kind} exists as well, and only one of the two can be loaded; delete one`;
      diagnostics.push({ file, message, rule: { id: 'file/repeated' } });
      continue;
    }
    try {
      const text = readText(resolve(settings.directory, file), file);
      const filled = isTemplate ? fillTemplate(file, text, settings) : undefined;
      diagnostics.push(...(filled?.diagnostics ?? []));
      files.set(id, { kind, name, source: filled?.source ?? sourceText(file, text) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  return { files: [...files.values()], diagnostics };
}

function listFolder(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw new UsageError(
      fileErrorText(error, `the folder ${directory}`) ?? `the folder ${directory} cannot be read`,
    );
  }
}
