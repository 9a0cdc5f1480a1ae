import type { StoppedTask, Task } from '../cluster.ts';

/** Tasks of one cluster. */
export interface Tasks {
  /** Tasks that ECS wants to run. */
  running(cluster: string): Promise<Task[]>;
  /** Tasks that ECS wants to stop and whose containers may still run. */
  stopping(cluster: string): Promise<Task[]>;
  /** Those of the last hour or so, as long as ECS keeps them; newest first. */
  stopped(cluster: string): Promise<StoppedTask[]>;
  stop(cluster: string, task: string, reason: string): Promise<void>;
}
