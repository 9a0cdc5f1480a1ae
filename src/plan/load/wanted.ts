import type { Wanted } from '../../domain/folder.ts';
import type { WantedService } from '../../domain/service.ts';
import type { TaskDefinitionReference, WantedTaskDefinition } from '../../domain/task-definition.ts';
import { taskDefinitionDigest } from './canonical-task-definition.ts';

interface TaskDefinitionInput extends Omit<WantedTaskDefinition, 'digest'> {
  readonly name: string;
  readonly autocreate: boolean;
}

interface ServiceInput extends Omit<WantedService, 'taskDefinition'> {
  readonly fileName: string;
  readonly taskDefinition: string;
}

/** What the files of a folder ask for, with a service for each task definition that wants one and has none. */
export function wantedFrom(
  inputs: { taskDefinitions: readonly TaskDefinitionInput[]; services: readonly ServiceInput[] },
  names: { prefix: string; cluster: string },
  withPrefix: (name: string) => string,
): Wanted {
  const { taskDefinitions } = inputs;
  const fromFiles = inputs.services.map(({ fileName: _fileName, ...service }): WantedService => ({
    ...service,
    taskDefinition: matchTaskDefinition(service.taskDefinition, taskDefinitions, withPrefix),
  }));
  const taken = new Set(inputs.services.flatMap(({ name, fileName }) => [name, fileName]));
  const autocreated = taskDefinitions
    .filter(({ name, autocreate }) => autocreate && !taken.has(name))
    .map(({ name, file, family }): WantedService => ({
      file,
      name,
      taskDefinition: { kind: 'of-folder', family },
      taskDefinitionLocation: { file },
      desiredCount: undefined,
      content: {},
    }));
  const services = [...fromFiles, ...autocreated].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...names,
    taskDefinitions: taskDefinitions.map(({ file, family, content }) => ({
      file,
      family,
      content,
      digest: taskDefinitionDigest(content),
    })),
    services,
  };
}

/**
 * Finds what a service file's `taskDefinition` means: the name of a file, the family with or without the
 * prefix; for one that this folder does not hold, the names to look up in AWS.
 *
 * A revision that the file names is kept: such a service does not follow changes of a file.
 */
export function matchTaskDefinition(
  reference: string,
  candidates: readonly Pick<TaskDefinitionInput, 'name' | 'family'>[],
  withPrefix: (name: string) => string,
): TaskDefinitionReference {
  const name = reference.replace(/^arn:.*:task-definition\//, '');
  const family = withPrefix(name);
  const match =
    candidates.find((candidate) => candidate.name === name) ??
    candidates.find((candidate) => candidate.family === name || candidate.family === family);
  if (match) return { kind: 'of-folder', family: match.family };
  if (name !== reference) return { kind: 'elsewhere', names: [reference] };
  return { kind: 'elsewhere', names: [...new Set([family, name])] };
}
