import type { Stacks } from './stacks.ts';
import type { Services } from './services.ts';
import type { TaskDefinitions } from './task-definitions.ts';
import type { Clusters } from './clusters.ts';
import type { Instances } from './instances.ts';
import type { Tasks } from './tasks.ts';
import type { FileSystems } from './file-systems.ts';
import type { Logs } from './logs.ts';
import type { Networks } from './networks.ts';
import type { Dns } from './dns.ts';
export interface Aws {
  readonly region: string;
  readonly stacks: Stacks;
  readonly services: Services;
  readonly taskDefinitions: TaskDefinitions;
  readonly clusters: Clusters;
  readonly tasks: Tasks;
  readonly instances: Instances;
  readonly fileSystems: FileSystems;
  readonly networks: Networks;
  readonly dns: Dns;
  readonly logs: Logs;
}
