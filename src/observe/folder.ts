import type { RevisionId } from '../domain/revision.ts';
import type { Aws } from '../domain/ports/aws.ts';
import type { Current, Wanted } from '../domain/folder.ts';

import { readEach } from '../lib/concurrency.ts';

import { observeServices } from './services.ts';
import { observeTaskDefinitions } from './task-definitions.ts';

/**
 * Reads what AWS has of what the folder asks for: the services, and the task definitions that no service records.
 *
 * @param options.clusterExists false saves the calls for services
 * @param options.prune looks closely for services whose files are gone
 */
export async function observeFolder(
  aws: Aws,
  wanted: Wanted,
  { clusterExists, prune = false }: { clusterExists: boolean; prune?: boolean | undefined },
): Promise<Current> {
  const { cluster, services, orphans } = clusterExists
    ? await observeServices(aws, wanted, prune)
    : { cluster: undefined, services: [], orphans: [] };
  const definitions = await observeTaskDefinitions(aws, wanted, services);
  const references = new Set(
    wanted.services.flatMap(({ taskDefinition }) =>
      taskDefinition.kind === 'elsewhere' ? taskDefinition.names : [],
    ),
  );
  const lookedUp = await readEach([...references], async (name) => ({
    name,
    found: await aws.taskDefinitions.describe(name),
  }));
  return {
    services: new Map(services.map((service) => [service.name, service])),
    orphans,
    hasInstances: cluster?.hasInstances ?? false,
    taskDefinitions: new Map(definitions.map((known) => [known.revision.family, known] as const)),
    lookedUp: new Map(
      lookedUp.flatMap(({ name, found }): [string, RevisionId][] =>
        found?.active ? [[name, { family: found.family, revision: found.revision }]] : [],
      ),
    ),
  };
}
