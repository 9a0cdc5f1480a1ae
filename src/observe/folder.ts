import type { Current, Wanted } from '../domain/folder.ts';
import type { Aws } from '../domain/ports/aws.ts';
import type { RevisionId } from '../domain/revision.ts';
import { isLoadedBy } from '../domain/tags.ts';
import { readEach } from '../lib/concurrency.ts';
import { observeTaskDefinitions } from './task-definitions.ts';

/** The services of the stack itself, as its template names them. */
export const daemons: readonly string[] = ['ecs-efs-caddy', 'ecs-efs-proxy-agent'];

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

/**
 * Reads the services that the folder asks for, and the names of those that this prefix loaded and whose files are gone.
 *
 * @param exactly looks for the latter in any case; the number of services misleads if a daemon is missing
 */
async function observeServices(
  aws: Aws,
  { services, cluster: clusterName, prefix }: Wanted,
  exactly: boolean,
) {
  const names = services.map(({ name }) => name);
  const [present, cluster] = await Promise.all([
    aws.services.describe(clusterName, names),
    aws.clusters.describe(clusterName),
  ]);
  const active = present.filter(({ status }) => status === 'ACTIVE');
  // In most runs there are no others, and their number shows it with one call for any number of services.
  if (!exactly && cluster?.activeServices === active.length + daemons.length) {
    return { cluster, services: present, orphans: [] };
  }
  const known = new Set([...names, ...daemons]);
  const listed = await aws.services.list(clusterName);
  const others = await aws.services.describe(
    clusterName,
    listed.filter((each) => !known.has(each)),
  );
  const orphans = others.filter(({ status, tags }) => status === 'ACTIVE' && isLoadedBy(tags, prefix));
  return { cluster, services: present, orphans: orphans.map((each) => each.name).sort() };
}
