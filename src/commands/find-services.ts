import type { CurrentService } from '../domain/service.ts';
import type { Aws } from '../domain/ports/aws.ts';

import { UsageError } from '../errors.ts';
import { suggestion } from '../lib/nearest-name.ts';

/**
 * Finds the services that a user names; the name of a file will do, too.
 *
 * @throws UsageError if the cluster has no such service
 */
export async function findServices(
  aws: Aws,
  cluster: string,
  names: readonly string[],
): Promise<CurrentService[]> {
  const wanted = [...new Set(names.map((name) => name.replace(/\.(service|taskdef)(\.template)?$/, '')))];
  const known = (await aws.services.list(cluster)).toSorted();
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `the cluster ${cluster} has no service '${unknown}'${suggestion(unknown, known)}`,
      known.length > 0 ? `There are: ${known.join(', ')}` : 'There are none.',
    );
  }
  return aws.services.describe(cluster, wanted);
}
