import { sortDiagnostics, type Diagnostic } from '../domain/diagnostic.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Settings } from '../settings/load.ts';
import { discoverFiles, discoverNamed } from './discover-files.ts';
import { readFiles } from './read-folder.ts';
import type { ReadOptions } from './task-definition.ts';

/** What a check found. */
export interface Checked {
  /** How many files were read. */
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the files of the folder, its parameters included, or those that are named. AWS is not asked.
 *
 * @throws UsageError if a file is named that is none of those
 */
export async function checkInputs(
  settings: Settings,
  names: readonly string[],
  options: ReadOptions,
): Promise<Checked> {
  const inputs = names.length > 0 ? discoverNamed(names.filter(isInput), settings) : folderOf(settings);
  const parameters = names.length > 0 ? names.filter((name) => !isInput(name)) : parametersOf(settings);
  const { diagnostics } = readFiles(inputs.files, inputs.diagnostics, settings, options, inputs.siblings);
  const found = parameters.length > 0 ? await checkParameterFiles(settings, parameters) : [];
  const read = [
    ...inputs.files.map(({ source }) => source.file),
    ...inputs.diagnostics.map(({ file }) => file),
  ];
  return {
    files: new Set([...read, ...parameters]).size,
    diagnostics: sortDiagnostics([...diagnostics, ...found]),
  };
}

function isInput(name: string): boolean {
  return !name.endsWith('.params');
}

function folderOf(settings: Settings) {
  return { ...discoverFiles(settings), siblings: [] };
}

function parametersOf({ directory, parametersFile }: Settings): string[] {
  return existsSync(join(directory, parametersFile)) ? [parametersFile] : [];
}

/** Their readers are loaded only where there are any: the one of YAML takes longer to start than all the others. */
async function checkParameterFiles(settings: Settings, files: readonly string[]): Promise<Diagnostic[]> {
  const { findParameterDiagnostics } = await import('./stack/check-parameters.ts');
  return findParameterDiagnostics(settings, files);
}
