import type { Aws } from '../domain/ports/aws.ts';
import type { ClusterSummary } from '../domain/cluster.ts';
import type { CurrentService } from '../domain/service.ts';
import type { Wanted } from '../domain/folder.ts';
import { isLoadedBy } from '../domain/tags.ts';

/** The services of the stack itself, as its template names them. */
export const daemons: readonly string[] = ['ecs-efs-caddy', 'ecs-efs-proxy-agent'];

export interface ObservedServices {
  readonly cluster: ClusterSummary | undefined;
  readonly services: readonly CurrentService[];
  /** Names of services that this prefix loaded and whose files are gone. */
  readonly orphans: readonly string[];
}

/**
 * Reads the services that the folder asks for, and the names of those that this prefix loaded and whose files are gone.
 *
 * @param exactly looks for the latter in any case; the number of services misleads if a daemon is missing
 */
export async function observeServices(
  aws: Aws,
  { services, cluster: clusterName, prefix }: Wanted,
  exactly: boolean,
): Promise<ObservedServices> {
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
