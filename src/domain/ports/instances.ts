import type { Capacity } from '../cluster.ts';

/** Container instances of one cluster, and the Auto Scaling groups that they belong to. */
export interface Instances {
  /** ARNs of the container instances that are registered. */
  list(cluster: string): Promise<string[]>;
  /** The instances that accept tasks, and how many more the groups may add. */
  capacity(cluster: string): Promise<Capacity>;
  deregister(cluster: string, containerInstance: string): Promise<void>;
  /** Number of instances of an Auto Scaling group; undefined if there is no such group. */
  groupSize(group: string): Promise<number | undefined>;
  /** Sets minimum, maximum and desired size to zero and removes the protection from scale-in. */
  scaleToZero(group: string): Promise<void>;
  /** Deletes the group with its instances, without waiting for lifecycle hooks. */
  deleteGroup(group: string): Promise<void>;
}
