import { DescribeClustersCommand, paginateListClusters, type ECSClient } from '@aws-sdk/client-ecs';
import type { Clusters } from '../../domain/ports/clusters.ts';
import { collect } from '../../lib/concurrency.ts';
import { lastSegment } from '../../lib/text.ts';
import { call } from '../sdk/call.ts';

/** The clusters of a region, through ECS. */
export function ecsClusters(client: ECSClient): Clusters {
  return {
    async list() {
      const arns = await call('listing the clusters', () =>
        collect(paginateListClusters({ client }, {}), (page) => page.clusterArns),
      );
      return arns.map(lastSegment);
    },

    async describe(name) {
      const answer = await call(`describing the cluster ${name}`, () =>
        client.send(new DescribeClustersCommand({ clusters: [name] })),
      );
      const found = answer.clusters?.find(({ status }) => status === 'ACTIVE');
      const { registeredContainerInstancesCount = 0, capacityProviders = [] } = found ?? {};
      return (
        found && {
          activeServices: found.activeServicesCount ?? 0,
          hasInstances: registeredContainerInstancesCount + capacityProviders.length > 0,
        }
      );
    },
  };
}
