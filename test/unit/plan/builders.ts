import type { TaskDefinitionContent } from '../../../src/domain/content.ts';
import type { Current, Wanted } from '../../../src/domain/folder.ts';
import type { RevisionId } from '../../../src/domain/revision.ts';
import type { CurrentService, WantedService } from '../../../src/domain/service.ts';
import type { CurrentTaskDefinition, WantedTaskDefinition } from '../../../src/domain/task-definition.ts';
import { taskDefinitionDigest } from '../../../src/plan/load/canonical-task-definition.ts';

/** `acme-NAME`, one container of this image. */
export function wantedTaskDefinition(
  name: string,
  image = 'nginx',
  more: TaskDefinitionContent = {},
): WantedTaskDefinition {
  const family = `acme-${name}`;
  const content = { family, containerDefinitions: [{ name, image }], ...more };
  return { file: `${name}.taskdef`, family, content, digest: taskDefinitionDigest(content) };
}

/** A service that runs `acme-NAME`. */
export function wantedService(name: string, overrides: Partial<WantedService> = {}): WantedService {
  return {
    file: `${name}.service`,
    name,
    taskDefinition: { kind: 'of-folder', family: `acme-${name}` },
    taskDefinitionLocation: { file: `${name}.service`, line: 1, column: 1 },
    desiredCount: undefined,
    content: {},
    ...overrides,
  };
}

export function wanted(
  taskDefinitions: readonly WantedTaskDefinition[],
  services: readonly WantedService[] = [],
): Wanted {
  return { prefix: 'acme', cluster: 'acme-cluster', taskDefinitions, services };
}

/** What a file was registered as. */
export function registered(
  { family, content }: WantedTaskDefinition,
  overrides: Partial<CurrentTaskDefinition> = {},
): CurrentTaskDefinition {
  return { family, revision: 1, active: true, content, tags: { 'ecs-efs:prefix': 'acme' }, ...overrides };
}

export function current(
  services: readonly CurrentService[] = [],
  taskDefinitions: readonly CurrentTaskDefinition[] = [],
  lookedUp: Record<string, RevisionId> = {},
): Current {
  return {
    services: new Map(services.map((service) => [service.name, service])),
    orphans: [],
    hasInstances: true,
    taskDefinitions: new Map(
      taskDefinitions.map((revision) => [revision.family, { kind: 'described', revision } as const]),
    ),
    lookedUp: new Map(Object.entries(lookedUp)),
  };
}

/** What steps that create or update the service `web` have in common. */
export const deployedService = {
  file: 'web.service',
  service: 'web',
  taskDefinition: { kind: 'registered-here', family: 'acme-web' },
  digests: { service: 'a', taskDefinition: 'b' },
  why: 'new',
} as const;
