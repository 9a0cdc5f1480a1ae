import type { Capacity, Task, StoppedTask } from '../cluster.ts';
/** Tasks and container instances of one cluster. */
export interface Nodes {
  /** Names of all clusters of the region. */
  clusters(): Promise<string[]>;
  /** Those of the last hour or so, as long as ECS remembers them; newest first. */
  stoppedTasks(cluster: string): Promise<StoppedTask[]>;
  /** The instances that are registered, and how many more there may be. */
  capacity(cluster: string): Promise<Capacity>;
  runningTasks(cluster: string): Promise<Task[]>;
  stopTask(cluster: string, task: string, reason: string): Promise<void>;
  /** ARNs of the container instances that are registered. */
  containerInstances(cluster: string): Promise<string[]>;
  deregister(cluster: string, containerInstance: string): Promise<void>;
  /** Number of instances of an Auto Scaling group; undefined if there is no such group. */
  groupSize(group: string): Promise<number | undefined>;
  /** Sets minimum, maximum and desired size to zero and lifts protection from scale-in. */
  scaleToZero(group: string): Promise<void>;
  /** Deletes the group with its instances, without waiting for lifecycle hooks. */
  deleteGroup(group: string): Promise<void>;
}
