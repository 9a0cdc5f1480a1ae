import { isLoadedBy } from '../../plan/ownership-tags.ts';
import type { CurrentService, Wanted } from '../../plan/types.ts';
import type { Aws } from '../ports.ts';

/** The services of the stack itself, under the names that its template gives them. */
export const daemons: readonly string[] = ['ecs-efs-caddy', 'ecs-efs-proxy-agent'];

/** Reads the services that are wanted, and the names of those that this prefix has loaded and wants no more. */
export async function observeServices(
  aws: Aws,
  { services, cluster, prefix }: Wanted,
): Promise<{ services: CurrentService[]; leftovers: string[] }> {
  const names = services.map(({ name }) => name);
  const [present, total] = await Promise.all([
    aws.services.describe(cluster, names),
    aws.services.countActive(cluster),
  ]);
  const active = present.filter(({ status }) => status === 'ACTIVE');
  // In most runs there are no others, and their number says so with one call for any number of services.
  if (total === active.length + daemons.length) return { services: present, leftovers: [] };
  const known = new Set([...names, ...daemons]);
  const listed = await aws.services.list(cluster);
  const others = await aws.services.describe(
    cluster,
    listed.filter((name) => !known.has(name)),
  );
  const leftovers = others.filter(({ status, tags }) => status === 'ACTIVE' && isLoadedBy(tags, prefix));
  return { services: present, leftovers: leftovers.map(({ name }) => name).sort() };
}
