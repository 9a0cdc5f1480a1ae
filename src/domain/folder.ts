import type {
  WantedTaskDefinition,
  RevisionId,
  CurrentTaskDefinition,
  RecognisedRevision,
} from './task-definition.ts';
import type { WantedService, CurrentService } from './service.ts';
export interface Wanted {
  readonly prefix: string;
  readonly cluster: string;
  readonly taskDefinitions: readonly WantedTaskDefinition[];
  readonly services: readonly WantedService[];
}

export interface Current {
  readonly services: ReadonlyMap<string, CurrentService>;
  /** Services of the cluster that this prefix loaded and that are not wanted any more. */
  readonly leftovers: readonly string[];
  /** Whether the cluster has instances, or may get some. */
  readonly hasInstances: boolean;
  /** By family: the revision that a service's tag vouches for, or the newest active one. */
  readonly taskDefinitions: ReadonlyMap<string, CurrentTaskDefinition | RecognisedRevision>;
  /** By the name that was looked up: the active revision that it means. */
  readonly lookedUp: ReadonlyMap<string, RevisionId>;
}
