import type { Wanted } from '../../domain/folder.ts';
import type { WantedService } from '../../domain/service.ts';
import type { WantedTaskDefinition } from '../../domain/task-definition.ts';
import type { Location } from '../../domain/diagnostic.ts';
import type { ServiceContent } from '../../domain/content.ts';

import { taskDefinitionDigest } from './canonical-task-definition.ts';
import { matchTaskDefinition } from './match-task-definition.ts';

interface TaskDefinitionInput extends Omit<WantedTaskDefinition, 'digest'> {
  readonly name: string;
  readonly autocreate: boolean;
}

interface ServiceInput {
  readonly file: string;
  readonly fileName: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly taskDefinitionLocation: Location;
  readonly desiredCount: number | undefined;
  readonly content: ServiceContent;
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
    taskDefinitionLocation: service.taskDefinitionLocation,
    desiredCount: service.desiredCount,
    content: service.content,
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
