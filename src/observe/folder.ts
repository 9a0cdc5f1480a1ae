import type { Aws } from '../domain/ports/aws.ts';
import type { Current, Wanted } from '../domain/folder.ts';
import type { RevisionId } from '../domain/task-definition.ts';

import { sideBySide } from '../lib/concurrency.ts';

import { observeServices } from './services.ts';
import { observeTaskDefinitions } from './task-definitions.ts';

/**
 * Reads what there is of what is wanted: the services, and the task definitions that no service vouches for.
 *
 * @param options.clusterExists false saves asking for services
 * @param options.prune looks closely for services that are not wanted any more
 */
export async function observeFolder(
  aws: Aws,
  wanted: Wanted,
  { clusterExists, prune = false }: { clusterExists: boolean; prune?: boolean | undefined },
): Promise<Current> {
  const { cluster, services, leftovers } = clusterExists
    ? await observeServices(aws, wanted, prune)
    : { cluster: undefined, services: [], leftovers: [] };
  const definitions = await observeTaskDefinitions(aws, wanted, services);
  const references = new Set(
    wanted.services.flatMap(({ taskDefinition }) =>
      'lookUp' in taskDefinition ? taskDefinition.lookUp : [],
    ),
  );
  const lookedUp = await sideBySide([...references], async (name) => ({
    name,
    found: await aws.taskDefinitions.describe(name),
  }));
  return {
    services: new Map(services.map((service) => [service.name, service])),
    leftovers,
    hasInstances: cluster?.hasInstances ?? false,
    taskDefinitions: new Map(definitions.map((found) => [found.family, found] as const)),
    lookedUp: new Map(
      lookedUp.flatMap(({ name, found }): [string, RevisionId][] =>
        found?.active ? [[name, { family: found.family, revision: found.revision }]] : [],
      ),
    ),
  };
}
