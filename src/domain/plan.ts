import type { JsonObject, Json } from '../lib/json.ts';
import type { ResourceChange, StackParameters, WantedStack, ChangeSetId } from './stack.ts';
import type { Tags } from './tags.ts';
import type { RevisionReference } from './task-definition.ts';
import type { ServiceDigests } from './service.ts';
export type Step =
  | {
      readonly kind: 'write-parameters';
      readonly file: string;
      readonly parameters: StackParameters;
      readonly why: string;
    }
  | { readonly kind: 'wait-for-stack'; readonly stack: string; readonly why: string }
  | {
      readonly kind: 'create-stack';
      readonly stack: WantedStack;
      readonly changes?: readonly ResourceChange[];
      readonly why: string;
    }
  | {
      readonly kind: 'update-stack';
      readonly stack: WantedStack;
      /** What CloudFormation says it would do; undefined if it was not asked. */
      readonly changes?: readonly ResourceChange[];
      /** The change set that is to be executed. */
      readonly changeSet?: ChangeSetId;
      readonly why: string;
    }
  | { readonly kind: 'continue-rollback'; readonly stack: string; readonly why: string }
  | {
      readonly kind: 'register-task-definition';
      readonly file: string;
      readonly family: string;
      readonly content: JsonObject;
      /** From the revision that is there, in canonical form. */
      readonly differences?: readonly Difference[];
      readonly why: string;
    }
  | {
      readonly kind: 'create-service';
      readonly file: string;
      readonly service: string;
      readonly taskDefinition: RevisionReference;
      readonly content: JsonObject;
      readonly digests: ServiceDigests;
      /** A service of this name is being deleted; it must be gone first. */
      readonly afterDraining: boolean;
      readonly why: string;
    }
  | {
      readonly kind: 'update-service';
      readonly file: string;
      readonly service: string;
      readonly taskDefinition: RevisionReference;
      /** The attributes to send, besides the task definition. */
      readonly content: JsonObject;
      /** From the service that is there, as far as the file says anything about it. */
      readonly differences?: readonly Difference[];
      /** Tags of the user's file; they are not part of `UpdateService`. */
      readonly tags: Tags;
      readonly digests: ServiceDigests;
      readonly why: string;
    }
  | { readonly kind: 'delete-service'; readonly service: string; readonly why: string }
  | { readonly kind: 'drain-service'; readonly service: string; readonly why: string }
  | { readonly kind: 'wait-until-drained'; readonly services: readonly string[]; readonly why: string }
  | { readonly kind: 'stop-task'; readonly task: string; readonly why: string }
  | { readonly kind: 'wait-for-tasks'; readonly services: readonly string[]; readonly why: string }
  | {
      readonly kind: 'remove-instances';
      readonly group: string;
      readonly instances: number;
      readonly why: string;
    }
  | { readonly kind: 'keep-file-system'; readonly fileSystem: string; readonly why: string }
  | { readonly kind: 'delete-stack'; readonly stack: string; readonly why: string }
  | {
      readonly kind: 'delete-file-system';
      readonly fileSystem: string;
      readonly bytes: number;
      readonly why: string;
    }
  | {
      readonly kind: 'delete-task-definition';
      readonly family: string;
      readonly revisions: readonly number[];
      readonly why: string;
    }
  | {
      readonly kind: 'deregister-task-definition';
      readonly family: string;
      readonly revisions: readonly number[];
      readonly why: string;
    };

export type StepKind = Step['kind'];

export interface Plan {
  readonly version: 1;
  readonly prefix: string;
  readonly cluster: string;
  readonly steps: readonly Step[];
  /** Services that must be steady before the run counts as done: what changes, and what is not steady yet. */
  readonly awaited: readonly string[];
  /** Services that this folder loaded before and whose files are gone; `--prune` makes steps of them. */
  readonly leftovers?: readonly string[];
  /** What is likely to go wrong, such as tasks that will find no room. */
  readonly warnings?: readonly string[];
}

/** Steps that have CloudFormation work on the stack, which goes on when the run is interrupted. */
export const changesStack: Readonly<Record<StepKind, boolean>> = {
  'write-parameters': false,
  'wait-for-stack': true,
  'create-stack': true,
  'update-stack': true,
  'continue-rollback': true,
  'register-task-definition': false,
  'create-service': false,
  'update-service': false,
  'delete-service': false,
  'drain-service': false,
  'wait-until-drained': false,
  'stop-task': false,
  'wait-for-tasks': false,
  'remove-instances': false,
  'keep-file-system': false,
  'delete-stack': true,
  'delete-file-system': false,
  'delete-task-definition': false,
  'deregister-task-definition': false,
};

export interface Difference {
  /** Such as `containerDefinitions[web].image`. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}
