import { throwProblems, type Problem } from '../errors.ts';
import type { Settings } from '../settings/load.ts';
import { discoverFiles } from './discover-files.ts';
import { readService, type ServiceInput } from './service.ts';
import { readTaskDefinition, type TaskDefinitionInput } from './task-definition.ts';

/** All that the user's files ask for. */
export interface FolderInput {
  readonly taskDefinitions: readonly TaskDefinitionInput[];
  readonly services: readonly ServiceInput[];
}

/**
 * Reads every input file of the folder.
 *
 * @throws InputError with every problem of every file
 */
export function readFolder(settings: Settings): FolderInput {
  const { files, problems } = discoverFiles(settings);
  const taskDefinitions: TaskDefinitionInput[] = [];
  const services: ServiceInput[] = [];
  // A file whose template could not be filled in has been reported; what is left of it says nothing more.
  const broken = new Set(problems.map(({ file }) => file));
  for (const file of files.filter(({ source }) => !broken.has(source.file))) {
    if (file.kind === 'taskdef') {
      const read = readTaskDefinition(file, settings.taskPrefix);
      problems.push(...read.problems);
      if (read.input) taskDefinitions.push(read.input);
    } else {
      const read = readService(file, settings.cluster);
      problems.push(...read.problems);
      if (read.input) services.push(read.input);
    }
  }
  problems.push(
    ...repeated(taskDefinitions, ({ family }) => family, 'the family'),
    ...repeated(services, ({ name }) => name, 'the service'),
  );
  throwProblems(problems);
  return { taskDefinitions, services };
}

function repeated<Input extends { readonly file: string }>(
  inputs: readonly Input[],
  nameOf: (input: Input) => string,
  what: string,
): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const input of inputs) {
    const name = nameOf(input);
    const other = first.get(name);
    if (other) problems.push({ file: input.file, message: `${what} '${name}' is also that of ${other}` });
    else first.set(name, input.file);
  }
  return problems;
}
