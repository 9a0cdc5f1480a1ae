import type { JsonObject } from '../../lib/json.ts';
import type { Place } from '../../errors.ts';
import { taskDefinitionDigest } from './canonical-task-definition.ts';
import { matchTaskDefinition } from './match-task-definition.ts';
import type { Wanted, WantedService, WantedTaskDefinition } from '../../domain/types.ts';

interface TaskDefinitionInput extends Omit<WantedTaskDefinition, 'digest'> {
  readonly name: string;
  readonly autocreate: boolean;
}

interface ServiceInput {
  readonly file: string;
  readonly fileName: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly taskDefinitionPlace: Place;
  readonly desiredCount: number | undefined;
  readonly content: JsonObject;
}

/** What the files of a folder ask for, with a service for each task definition that wants one and has none. */
export function wantedFrom(
  inputs: { taskDefinitions: readonly TaskDefinitionInput[]; services: readonly ServiceInput[] },
  names: { prefix: string; cluster: string },
  withPrefix: (name: string) => string,
): Wanted {
  const { taskDefinitions } = inputs;
  const fromFiles = inputs.services.map((service): WantedService => ({
    file: service.file,
    name: service.name,
    taskDefinition: matchTaskDefinition(service.taskDefinition, taskDefinitions, withPrefix),
    taskDefinitionPlace: service.taskDefinitionPlace,
    desiredCount: service.desiredCount,
    content: service.content,
  }));
  const taken = new Set(inputs.services.flatMap(({ name, fileName }) => [name, fileName]));
  const autocreated = taskDefinitions
    .filter(({ name, autocreate }) => autocreate && !taken.has(name))
    .map(({ name, file, family }): WantedService => ({
      file,
      name,
      taskDefinition: { family },
      taskDefinitionPlace: { file },
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
