import { sortDiagnostics, type Diagnostic } from '../domain/diagnostic.ts';
import { throwDiagnostics } from '../errors.ts';
import type { Settings } from '../settings/load.ts';
import { discoverFiles, type InputFile } from './discover-files.ts';
import { checkFolder } from './rules/folder.ts';
import { readService, type ServiceInput } from './service.ts';
import {
  readTaskDefinition,
  type ReadOptions,
  type Source,
  type TaskDefinitionInput,
} from './task-definition.ts';

/** All that the user's files ask for. */
export interface FolderInput {
  readonly taskDefinitions: readonly TaskDefinitionInput[];
  readonly services: readonly ServiceInput[];
  /** What was found that does not keep the files from being loaded. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads every input file of the folder.
 *
 * @throws InputError with every diagnostic of every file
 */
export function readFolder(settings: Settings, options: ReadOptions = { lenient: false }): FolderInput {
  const { files, diagnostics } = discoverFiles(settings);
  const read = readFiles(files, diagnostics, settings, options);
  throwDiagnostics(read.diagnostics);
  return { ...read.input, warnings: sortDiagnostics(read.diagnostics) };
}

/**
 * Reads files, each by itself and then together.
 *
 * @param found diagnostics of the files so far
 * @param siblings names of `.taskdef` files that are there and were not read; left out where AWS is asked afterwards
 */
export function readFiles(
  files: readonly InputFile[],
  found: readonly Diagnostic[],
  settings: Settings,
  options: ReadOptions,
  siblings?: readonly string[],
): { input: Omit<FolderInput, 'warnings'>; diagnostics: Diagnostic[] } {
  const diagnostics = [...found];
  const taskDefinitions: (TaskDefinitionInput & { source: Source })[] = [];
  const services: (ServiceInput & { source: Source })[] = [];
  // A file whose template could not be filled in has been reported; what is left of it says nothing more.
  const broken = new Set(diagnostics.map(({ file }) => file));
  for (const file of files.filter(({ source }) => !broken.has(source.file))) {
    if (file.kind === 'taskdef') {
      const { input, source, diagnostics: own } = readTaskDefinition(file, settings.taskPrefix, options);
      diagnostics.push(...own);
      if (input && source) taskDefinitions.push({ ...input, source });
    } else {
      const { input, source, diagnostics: own } = readService(file, settings.cluster, options);
      diagnostics.push(...own);
      if (input && source) services.push({ ...input, source });
    }
  }
  // A file that is wrong is there nevertheless.
  const names = files.filter(({ kind }) => kind === 'taskdef').map(({ name }) => name);
  diagnostics.push(
    ...repeated(taskDefinitions, ({ family }) => family, 'the family', 'family'),
    ...repeated(services, ({ name }) => name, 'the service', 'serviceName'),
    ...checkFolder(taskDefinitions, services, settings.taskPrefix, siblings && [...names, ...siblings]),
  );
  return {
    diagnostics,
    input: { taskDefinitions: taskDefinitions.map(withoutSource), services: services.map(withoutSource) },
  };
}

function withoutSource<Input extends { readonly source: Source }>({ source: _source, ...input }: Input) {
  return input;
}

function repeated<Input extends { readonly file: string; readonly source: Source }>(
  inputs: readonly Input[],
  nameOf: (input: Input) => string,
  what: string,
  member: string,
): Diagnostic[] {
  const first = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const input of inputs) {
    const name = nameOf(input);
    const other = first.get(name);
    if (!other) {
      first.set(name, input.file);
      continue;
    }
    const { document, base } = input.source;
    const message = `${what} '${name}' is also that of ${other}; give one of them another name`;
    diagnostics.push({ ...document.location([...base, member]), message });
  }
  return diagnostics;
}
