import type { RevisionId } from '../revision.ts';
import type { ServiceContent, ServiceUpdate } from '../content.ts';
import type { CurrentService } from '../service.ts';

import type { Tags } from '../tags.ts';
interface NewService {
  readonly name: string;
  readonly revision: RevisionId;
  readonly content: ServiceContent;
  readonly desiredCount: number | undefined;
  /** Those of this program; the user's are in the content. */
  readonly tags: Tags;
}

interface ServiceChange {
  readonly name: string;
  readonly revision: RevisionId;
  readonly update: ServiceUpdate;
}

/** Services of one cluster. */
export interface Services {
  /** Those of these names that ECS knows, for a while also deleted ones. */
  describe(cluster: string, names: readonly string[]): Promise<CurrentService[]>;
  /** Names of those that are active; none if there is no such cluster. Those that are DRAINING are only found by name. */
  list(cluster: string): Promise<string[]>;
  create(cluster: string, service: NewService): Promise<CurrentService>;
  update(cluster: string, service: ServiceChange): Promise<CurrentService>;
  tag(service: CurrentService, tags: Tags): Promise<void>;
  /** Sets its count to zero; the service stays. */
  drain(cluster: string, name: string): Promise<void>;
  /** Stops its tasks and deletes it; it is DRAINING for a while. */
  delete(cluster: string, name: string): Promise<void>;
}
