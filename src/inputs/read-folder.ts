import { sortProblems, throwProblems, type Problem } from '../errors.ts';
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
  readonly warnings: readonly Problem[];
}

/**
 * Reads every input file of the folder.
 *
 * @throws InputError with every problem of every file
 */
export function readFolder(settings: Settings, options: ReadOptions = { lenient: false }): FolderInput {
  const { files, problems } = discoverFiles(settings);
  const read = readFiles(files, problems, settings, options);
  throwProblems(read.problems);
  return { ...read.input, warnings: sortProblems(read.problems) };
}

/**
 * Reads files, each by itself and then together.
 *
 * @param found problems of the files so far
 * @param siblings names of `.taskdef` files that are there and were not read; left out where AWS is asked afterwards
 */
export function readFiles(
  files: readonly InputFile[],
  found: readonly Problem[],
  settings: Settings,
  options: ReadOptions,
  siblings?: readonly string[],
): { input: Omit<FolderInput, 'warnings'>; problems: Problem[] } {
  const problems = [...found];
  const taskDefinitions: (TaskDefinitionInput & { source: Source })[] = [];
  const services: (ServiceInput & { source: Source })[] = [];
  // A file whose template could not be filled in has been reported; what is left of it says nothing more.
  const broken = new Set(problems.map(({ file }) => file));
  for (const file of files.filter(({ source }) => !broken.has(source.file))) {
    if (file.kind === 'taskdef') {
      const { input, source, problems: own } = readTaskDefinition(file, settings.taskPrefix, options);
      problems.push(...own);
      if (input && source) taskDefinitions.push({ ...input, source });
    } else {
      const { input, source, problems: own } = readService(file, settings.cluster, options);
      problems.push(...own);
      if (input && source) services.push({ ...input, source });
    }
  }
  // A file that is wrong is there nevertheless.
  const names = files.filter(({ kind }) => kind === 'taskdef').map(({ name }) => name);
  problems.push(
    ...repeated(taskDefinitions, ({ family }) => family, 'the family', 'family'),
    ...repeated(services, ({ name }) => name, 'the service', 'serviceName'),
    ...checkFolder(taskDefinitions, services, settings.taskPrefix, siblings && [...names, ...siblings]),
  );
  return {
    problems,
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
): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const input of inputs) {
    const name = nameOf(input);
    const other = first.get(name);
    if (!other) {
      first.set(name, input.file);
      continue;
    }
    const { document, base } = input.source;
    const message = `${what} '${name}' is also that of ${other}; give one of them another name`;
    problems.push(document.problem([...base, member], message));
  }
  return problems;
}
