import { type RevisionId, parseRevision } from '../domain/revision.ts';
import type { Aws } from '../domain/ports/aws.ts';

import { recordedRevision } from '../domain/tags.ts';

import type { OldRevisions } from '../plan/plan-cleanup.ts';

import { ownTaskDefinitions } from './inventory.ts';

/**
 * Reads the revisions of a prefix, and which revisions are used, in whatever cluster of the region.
 *
 * @param options.delete also reads the ones that were deregistered
 */
export async function observeRevisions(
  aws: Aws,
  names: { prefix: string; cluster: string; taskPrefix: string },
  options: { delete: boolean },
): Promise<OldRevisions> {
  const active = await ownTaskDefinitions(aws, names);
  const families = [...new Set(active.map(({ family }) => family))];
  const inactive: RevisionId[] = [];
  if (options.delete) {
    for (const family of families) {
      inactive.push(...(await aws.taskDefinitions.listRevisions(family, 'INACTIVE')));
    }
  }
  const used: RevisionId[] = [];
  for (const cluster of await aws.clusters.list()) used.push(...(await usedIn(aws, cluster)));
  return { prefix: names.prefix, cluster: names.cluster, active, inactive, used };
}

async function usedIn(aws: Aws, cluster: string): Promise<RevisionId[]> {
  const services = await aws.services.describe(cluster, await aws.services.list(cluster));
  const tasks = await aws.tasks.running(cluster);
  return [
    ...services.flatMap(({ taskDefinition, deployments, tags }) => [
      taskDefinition,
      recordedRevision(tags),
      ...deployments.map((deployment) => parseRevision(deployment.taskDefinition)),
    ]),
    ...tasks.map(({ taskDefinition }) => taskDefinition),
  ].filter((revision) => revision !== undefined);
}
