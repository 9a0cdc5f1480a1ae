import { sortDiagnostics, type Diagnostic } from '../domain/diagnostic.ts';
import { throwDiagnostics } from '../errors.ts';
import type { Settings } from '../settings/load.ts';
import { discoverFiles, type InputFile } from './discover-files.ts';
import { silence } from './ignore-comments.ts';
import type { ReadOptions, ReadResult, ServiceInput, TaskDefinitionInput } from './input.ts';
import { folderRules } from './rules/registry.ts';
import { applyRules, type FolderView, type OpenPorts, type Sourced } from './rules/rule.ts';
import { readService } from './service.ts';
import { prefixed, readTaskDefinition } from './task-definition.ts';

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
 * @param options.openPorts what is known of the stack's parameters
 * @throws InputError with every diagnostic of every file
 */
export function readFolder(
  settings: Settings,
  { openPorts, ...options }: ReadOptions & { openPorts?: OpenPorts | undefined } = { lenient: false },
): FolderInput {
  const { files, diagnostics: found } = discoverFiles(settings);
  const { folder, diagnostics: own } = readFiles(files, found, settings, options);
  const { diagnostics } = checkFolder({ ...folder, openPorts, siblings: undefined }, own);
  throwDiagnostics(diagnostics);
  return {
    taskDefinitions: folder.taskDefinitions.map(withoutSource),
    services: folder.services.map(withoutSource),
    warnings: sortDiagnostics(diagnostics),
  };
}

/**
 * Reads files, each by itself.
 *
 * @param found diagnostics of the files so far
 */
export function readFiles(
  files: readonly InputFile[],
  found: readonly Diagnostic[],
  { cluster, taskPrefix }: Settings,
  { lenient }: ReadOptions,
): { folder: Omit<FolderView, 'siblings' | 'openPorts'>; diagnostics: Diagnostic[] } {
  const diagnostics = [...found];
  const collect = <Input>({ input, source, diagnostics: own }: ReadResult<Input>): Sourced<Input>[] => {
    diagnostics.push(...own);
    return input && source ? [{ ...input, source }] : [];
  };
  // A file whose template could not be filled in has been reported; the rest of it says nothing more.
  const broken = new Set(diagnostics.map(({ file }) => file));
  const ofKind = (kind: InputFile['kind']) =>
    files.filter((file) => file.kind === kind && !broken.has(file.source.file));
  const options = { cluster, taskPrefix, lenient };
  return {
    folder: {
      taskDefinitions: ofKind('taskdef').flatMap((file) => collect(readTaskDefinition(file, options))),
      services: ofKind('service').flatMap((file) => collect(readService(file, options))),
      withPrefix: (name) => prefixed(name, taskPrefix),
    },
    diagnostics,
  };
}

/** Adds what only the files together show, and returns the comments that silenced nothing. */
export function checkFolder(folder: FolderView, found: readonly Diagnostic[]) {
  const comments = [...folder.taskDefinitions, ...folder.services].flatMap(
    ({ source }) => source.ignoreComments,
  );
  const together = applyRules(folderRules, folder).map(({ source, ...diagnostic }) =>
    source.locate(diagnostic),
  );
  const { diagnostics, unused } = silence(together, comments);
  return { diagnostics: [...found, ...diagnostics], unused };
}

function withoutSource<Input>({ source: _source, ...input }: Sourced<Input>): Omit<Sourced<Input>, 'source'> {
  return input;
}
