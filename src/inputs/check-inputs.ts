import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sortDiagnostics, type Diagnostic } from '../domain/diagnostic.ts';
import type { Settings } from '../settings/load.ts';
import { discoverFiles, discoverNamed } from './discover-files.ts';
import { unusedComment } from './ignore-comments.ts';
import type { IgnoreComment, ReadOptions } from './input.ts';
import { checkFolder, readFiles } from './read-folder.ts';
import { folderRules } from './rules/registry.ts';
import type { FolderView, OpenPorts } from './rules/rule.ts';
import { claimsOf } from './rules/view/claims.ts';

/** The default of `ProxyPorts` in the template that is shipped, which is then not read. */
export const shippedOpenPorts: readonly number[] = [80, 443];

/** What a check found. */
export interface Checked {
  /** How many files were read. */
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the files of the folder, its parameters included, or those that are named. AWS is not asked.
 *
 * @throws UsageError if a named file is of another kind
 */
export async function checkInputs(
  settings: Settings,
  names: readonly string[],
  options: ReadOptions,
): Promise<Checked> {
  const isWhole = names.length === 0;
  const inputs = isWhole
    ? { ...discoverFiles(settings), siblings: [] }
    : discoverNamed(names.filter(isInput), settings);
  const parameters = isWhole ? parametersOf(settings) : names.filter((name) => !isInput(name));
  const { folder, diagnostics: own } = readFiles(inputs.files, inputs.diagnostics, settings, options);
  // A file with an error exists nevertheless.
  const taskDefinitions = inputs.files.flatMap(({ kind, name }) => (kind === 'taskdef' ? [name] : []));
  const openPorts = await openPortsFor(folder, settings);
  const { diagnostics, unused } = checkFolder(
    { ...folder, openPorts, siblings: [...taskDefinitions, ...inputs.siblings] },
    own,
  );
  // Where only some files are read, a comment about several files may silence nothing.
  const isKnown = ({ rule }: IgnoreComment) => isWhole || !folderRules.some(({ id }) => id === rule);
  const found = parameters.length > 0 ? await checkParameterFiles(settings, parameters) : [];
  const read = [
    ...inputs.files.map(({ source }) => source.file),
    ...inputs.diagnostics.map(({ file }) => file),
  ];
  return {
    files: new Set([...read, ...parameters]).size,
    diagnostics: sortDiagnostics([...diagnostics, ...unused.filter(isKnown).map(unusedComment), ...found]),
  };
}

function isInput(name: string): boolean {
  return !name.endsWith('.params');
}

function parametersOf({ directory, parametersFile }: Settings): string[] {
  return existsSync(join(directory, parametersFile)) ? [parametersFile] : [];
}

/** The readers are loaded only if something needs them: the one of YAML takes longer to start than all others. */
async function checkParameterFiles(settings: Settings, files: readonly string[]): Promise<Diagnostic[]> {
  const { findParameterDiagnostics } = await import('./stack/check-parameters.ts');
  return findParameterDiagnostics(settings, files);
}

async function openPortsFor(
  { taskDefinitions }: Pick<FolderView, 'taskDefinitions'>,
  settings: Settings,
): Promise<OpenPorts | undefined> {
  const { directory, parametersFile, templateFile } = settings;
  const hasDefaults = ![parametersFile, templateFile].some((file) => existsSync(join(directory, file)));
  const claims = taskDefinitions.flatMap(({ source }) => claimsOf(source.content));
  if (claims.every(({ port }) => hasDefaults && shippedOpenPorts.includes(port))) return undefined;
  const { findOpenPorts } = await import('./stack/check-parameters.ts');
  return findOpenPorts(settings);
}
