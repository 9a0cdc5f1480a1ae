import type { Place } from '../errors.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Difference } from '../plan/load/difference.ts';
import type { ResourceChange } from '../plan/stack/stack-changes.ts';

export type StackParameters = Readonly<Record<string, string>>;
export type Tags = Readonly<Record<string, string>>;

/** One revision of a family. */
export interface RevisionId {
  readonly family: string;
  readonly revision: number;
}

// What is wanted: made from the user's files, names complete.

export interface WantedStack {
  readonly name: string;
  readonly templateFile: string;
  readonly templateBody: string;
  readonly parameters: StackParameters;
  /** Parameters that the template gives a default, for comparison with a stack that has them all. */
  readonly defaults: StackParameters;
  /** Parameters whose value is the name of one in Systems Manager. */
  readonly references: readonly string[];
}

export interface WantedTaskDefinition {
  readonly file: string;
  readonly family: string;
  /** What `RegisterTaskDefinition` takes. */
  readonly content: JsonObject;
  /** Under which a later run recognises what a revision was made from. */
  readonly digest: string;
}

export interface WantedService {
  readonly file: string;
  readonly name: string;
  readonly taskDefinition: TaskDefinitionReference;
  /** Where the user's file names it. */
  readonly taskDefinitionPlace: Place;
  /** Undefined: one at first, and afterwards whatever somebody has set. */
  readonly desiredCount: number | undefined;
  /** What `CreateService` takes, without names and counts. */
  readonly content: JsonObject;
}

/** A family of this folder, or names under which one that exists already is to be looked up, best first. */
export type TaskDefinitionReference = { readonly family: string } | { readonly lookUp: readonly string[] };

export interface Wanted {
  readonly prefix: string;
  readonly cluster: string;
  readonly taskDefinitions: readonly WantedTaskDefinition[];
  readonly services: readonly WantedService[];
}

// What is there: as AWS tells it.

export interface CurrentStack {
  readonly id: string;
  readonly name: string;
  /** CloudFormation's own word, such as `CREATE_COMPLETE`. */
  readonly status: string;
  readonly statusReason: string | undefined;
  readonly parameters: StackParameters;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A change of a stack that CloudFormation has worked out and not yet made. */
export interface ChangeSetId {
  readonly id: string;
  readonly stackId: string;
}

export interface CurrentTaskDefinition extends RevisionId {
  readonly active: boolean;
  readonly content: JsonObject;
  readonly tags: Tags;
}

export interface CurrentDeployment {
  readonly id: string;
  readonly status: string;
  /** `family:revision` or an ARN that ends in it. */
  readonly taskDefinition: string;
  readonly rolloutState: string | undefined;
  readonly rolloutStateReason: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number | undefined;
  /** Tasks that ended since it began, as ECS counts them. */
  readonly failedTasks: number;
}

/** A line of the log that ECS keeps for a service. */
interface ServiceEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly message: string;
}

export interface CurrentService {
  readonly arn: string;
  readonly name: string;
  /** ACTIVE, DRAINING or INACTIVE. */
  readonly status: string;
  readonly taskDefinition: RevisionId | undefined;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly deployments: readonly CurrentDeployment[];
  /** Newest first. */
  readonly events: readonly ServiceEvent[];
  readonly tags: Tags;
  /** Everything that `DescribeServices` says, for comparison. */
  readonly content: JsonObject;
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

/** A revision whose content need not be looked at: the tag of a service says what it was made from. */
export interface RecognisedRevision extends RevisionId {
  readonly digest: string;
}

// What is to be done about the difference.

/** The revision that a service is to run: known now, or the one that an earlier step of the plan registers. */
export type RevisionReference = RevisionId | { readonly registered: string };

export type Step =
  | {
      readonly do: 'write-parameters';
      readonly file: string;
      readonly parameters: StackParameters;
      readonly why: string;
    }
  | { readonly do: 'wait-for-stack'; readonly stack: string; readonly why: string }
  | {
      readonly do: 'create-stack';
      readonly stack: WantedStack;
      readonly changes?: readonly ResourceChange[];
      readonly why: string;
    }
  | {
      readonly do: 'update-stack';
      readonly stack: WantedStack;
      /** What CloudFormation says it would do; undefined if it was not asked. */
      readonly changes?: readonly ResourceChange[];
      /** The change set that is to be executed. */
      readonly changeSet?: ChangeSetId;
      readonly why: string;
    }
  | { readonly do: 'continue-rollback'; readonly stack: string; readonly why: string }
  | {
      readonly do: 'register-task-definition';
      readonly file: string;
      readonly family: string;
      readonly content: JsonObject;
      /** From the revision that is there, in canonical form. */
      readonly differences?: readonly Difference[];
      readonly why: string;
    }
  | {
      readonly do: 'create-service';
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
      readonly do: 'update-service';
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
  | { readonly do: 'delete-service'; readonly service: string; readonly why: string }
  | { readonly do: 'drain-service'; readonly service: string; readonly why: string }
  | { readonly do: 'wait-until-drained'; readonly services: readonly string[]; readonly why: string }
  | { readonly do: 'stop-task'; readonly task: string; readonly why: string }
  | { readonly do: 'wait-for-tasks'; readonly services: readonly string[]; readonly why: string }
  | {
      readonly do: 'remove-instances';
      readonly group: string;
      readonly instances: number;
      readonly why: string;
    }
  | { readonly do: 'keep-file-system'; readonly fileSystem: string; readonly why: string }
  | { readonly do: 'delete-stack'; readonly stack: string; readonly why: string }
  | {
      readonly do: 'delete-file-system';
      readonly fileSystem: string;
      readonly bytes: number;
      readonly why: string;
    }
  | {
      readonly do: 'delete-task-definition';
      readonly family: string;
      readonly revisions: readonly number[];
      readonly why: string;
    }
  | {
      readonly do: 'deregister-task-definition';
      readonly family: string;
      readonly revisions: readonly number[];
      readonly why: string;
    };

/** What a service's tags will say it was made from. */
export interface ServiceDigests {
  readonly service: string;
  /** Undefined if the task definition is not one of this folder. */
  readonly taskDefinition: string | undefined;
}

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
