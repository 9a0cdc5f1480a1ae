import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sortDiagnostics, type Diagnostic } from '../domain/diagnostic.ts';
import type { Settings } from '../settings/load.ts';
import { discoverFiles, discoverNamed } from './discover-files.ts';
import { unusedComment } from './ignore-comments.ts';
import type { IgnoreComment, ReadOptions } from './input.ts';
import { checkFolder, readFiles } from './read-folder.ts';
import { folderRules } from './rules/registry.ts';
import type { FolderView } from './rules/rule.ts';
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
  // The reader of YAML takes longer to load than all others.
  const needsTemplate = parameters.length > 0 || asksForPorts(folder, settings);
  const stack = needsTemplate
    ? (await import('./stack/check-parameters.ts')).checkParameterFiles(settings, parameters)
    : { diagnostics: [], openPorts: undefined };
  const { diagnostics, unused } = checkFolder(
    { ...folder, openPorts: stack.openPorts, siblings: [...taskDefinitions, ...inputs.siblings] },
    own,
  );
  // Where only some files are read, a comment about several files may silence nothing.
  const isKnown = ({ rule }: IgnoreComment) => isWhole || !folderRules.some(({ id }) => id === rule);
  const read = [
    ...inputs.files.map(({ source }) => source.file),
    ...inputs.diagnostics.map(({ file }) => file),
  ];
  return {
    files: new Set([...read, ...parameters]).size,
    diagnostics: sortDiagnostics([
      ...diagnostics,
      ...unused.filter(isKnown).map(unusedComment),
      ...stack.diagnostics,
    ]),
  };
}

function isInput(name: string): boolean {
  return !name.endsWith('.params');
}

function parametersOf({ directory, parametersFile }: Settings): string[] {
  return existsSync(join(directory, parametersFile)) ? [parametersFile] : [];
}

/** Whether a label claims a port of which only the template and the parameters tell whether it is open. */
function asksForPorts(
  { taskDefinitions }: Pick<FolderView, 'taskDefinitions'>,
  { directory, parametersFile, templateFile }: Settings,
): boolean {
  const hasDefaults = ![parametersFile, templateFile].some((file) => existsSync(join(directory, file)));
  const claims = taskDefinitions.flatMap(({ source }) => claimsOf(source.content));
  return claims.some(({ port }) => !hasDefaults || !shippedOpenPorts.includes(port));
}
