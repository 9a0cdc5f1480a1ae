import type { RevisionId } from './revision.ts';
import type { WantedService, CurrentService } from './service.ts';
import type { WantedTaskDefinition, KnownRevision } from './task-definition.ts';

/** What the files of a folder ask for. */
export interface Wanted {
  readonly prefix: string;
  readonly cluster: string;
  readonly taskDefinitions: readonly WantedTaskDefinition[];
  readonly services: readonly WantedService[];
}

/** What AWS has of it now. */
export interface Current {
  readonly services: ReadonlyMap<string, CurrentService>;
  /** Services of the cluster that this prefix loaded and whose files are gone. */
  readonly orphans: readonly string[];
  /** Whether the cluster has instances, or may get some. */
  readonly hasInstances: boolean;
  /** By family: the revision that the tag of a service records, or the newest active one. */
  readonly taskDefinitions: ReadonlyMap<string, KnownRevision>;
  /** The active revision that a name means, by each name that was looked up. */
  readonly lookedUp: ReadonlyMap<string, RevisionId>;
}
