import type { Aws } from '../domain/ports/aws.ts';
import type { ClusterSummary } from '../domain/cluster.ts';
import type { CurrentService } from '../domain/service.ts';
import type { Wanted } from '../domain/folder.ts';
import { isLoadedBy } from '../domain/tags.ts';

/** The services of the stack itself, under the names that its template gives them. */
export const daemons: readonly string[] = ['ecs-efs-caddy', 'ecs-efs-proxy-agent'];

export interface ObservedServices {
  readonly cluster: ClusterSummary | undefined;
  readonly services: readonly CurrentService[];
  /** Names of those that this prefix has loaded and wants no more. */
  readonly leftovers: readonly string[];
}

/**
 * Reads the services that are wanted, and the names of those that this prefix has loaded and wants no more.
 *
 * @param exactly looks for the latter in any case: if a daemon is missing, the number of services can mislead
 */
export async function observeServices(
  aws: Aws,
  { services, cluster: clusterName, prefix }: Wanted,
  exactly: boolean,
): Promise<ObservedServices> {
  const names = services.map(({ name }) => name);
  const [present, cluster] = await Promise.all([
    aws.services.describe(clusterName, names),
    aws.services.cluster(clusterName),
  ]);
  const active = present.filter(({ status }) => status === 'ACTIVE');
  // In most runs there are no others, and their number says so with one call for any number of services.
  if (!exactly && cluster?.activeServices === active.length + daemons.length) {
    return { cluster, services: present, leftovers: [] };
  }
  const known = new Set([...names, ...daemons]);
  const listed = await aws.services.list(clusterName);
  const others = await aws.services.describe(
    clusterName,
    listed.filter((each) => !known.has(each)),
  );
  const leftovers = others.filter(({ status, tags }) => status === 'ACTIVE' && isLoadedBy(tags, prefix));
  return { cluster, services: present, leftovers: leftovers.map((each) => each.name).sort() };
}
