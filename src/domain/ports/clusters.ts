import type { ClusterSummary } from '../cluster.ts';

/** The ECS clusters of a region. */
export interface Clusters {
  /** Names of all clusters. */
  list(): Promise<string[]>;
  /** Undefined if there is no such cluster. */
  describe(name: string): Promise<ClusterSummary | undefined>;
}
