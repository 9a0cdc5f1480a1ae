import type { Json } from '../lib/json.ts';
import type { ServiceContent, ServiceUpdate, TaskDefinitionContent } from './content.ts';
import type { ServiceDigests } from './service.ts';
import type { ResourceChange, StackParameters, WantedStack } from './stack.ts';
import type { Tags } from './tags.ts';
import type { RevisionReference } from './task-definition.ts';

/** One thing to do; `why` is the reason, in words for the user. */
export type Step = { readonly why: string } & (
  | { readonly kind: 'write-parameters'; readonly file: string; readonly parameters: StackParameters }
  | { readonly kind: 'wait-for-stack'; readonly stack: string }
  | {
      readonly kind: 'create-stack';
      readonly stack: WantedStack;
      readonly changes: readonly ResourceChange[];
    }
  | {
      readonly kind: 'update-stack';
      readonly stack: WantedStack;
      readonly changes: readonly ResourceChange[];
      /** The template and the parameters do not show everything; a change set does. */
      readonly changesFrom: 'template' | 'change-set';
      /** The update may replace or remove what cannot be made again. */
      readonly allowReplacement: boolean;
    }
  | { readonly kind: 'continue-rollback'; readonly stack: string }
  | {
      readonly kind: 'register-task-definition';
      readonly file: string;
      readonly family: string;
      readonly content: TaskDefinitionContent;
      /** From the revision that exists, in canonical form. */
      readonly differences?: readonly Difference[];
    }
  | {
      readonly kind: 'create-service';
      readonly file: string;
      readonly service: string;
      readonly taskDefinition: RevisionReference;
      readonly content: ServiceContent;
      /** Undefined for a daemon service, which has one task on each node. */
      readonly desiredCount: number | undefined;
      readonly digests: ServiceDigests;
      /** A service of this name is being deleted; it must be gone first. */
      readonly afterDraining: boolean;
    }
  | {
      readonly kind: 'update-service';
      readonly file: string;
      readonly service: string;
      readonly taskDefinition: RevisionReference;
      readonly update: ServiceUpdate;
      /** From the service that exists, as far as the file sets an attribute. */
      readonly differences?: readonly Difference[];
      /** Tags of the user's file; `UpdateService` does not accept them. */
      readonly tags: Tags;
      readonly digests: ServiceDigests;
    }
  | { readonly kind: 'delete-service'; readonly service: string }
  | { readonly kind: 'drain-service'; readonly service: string }
  | { readonly kind: 'wait-until-drained'; readonly services: readonly string[] }
  | { readonly kind: 'stop-task'; readonly task: string }
  | { readonly kind: 'wait-for-tasks'; readonly services: readonly string[] }
  | { readonly kind: 'remove-instances'; readonly group: string; readonly instances: number }
  | { readonly kind: 'keep-file-system'; readonly fileSystem: string }
  | { readonly kind: 'mark-file-system'; readonly fileSystem: string }
  | { readonly kind: 'delete-stack'; readonly stack: string }
  | { readonly kind: 'delete-file-system'; readonly fileSystem: string; readonly bytes: number }
  | ({ readonly kind: 'deregister-task-definition' } & RevisionsOfFamily)
  | ({ readonly kind: 'delete-task-definition' } & RevisionsOfFamily)
);

interface RevisionsOfFamily {
  readonly family: string;
  readonly revisions: readonly number[];
}

export type StepKind = Step['kind'];

/** A step of some kinds. */
export type StepOf<Kind extends StepKind> = Extract<Step, { readonly kind: Kind }>;

export interface Plan {
  readonly version: 1;
  readonly prefix: string;
  readonly cluster: string;
  readonly steps: readonly Step[];
  /** Services that must be steady before the run is done: what changes, and what is not steady yet. */
  readonly awaited: readonly string[];
  /** Services that this folder loaded and whose files are gone; `--prune` makes steps of them. */
  readonly orphans?: readonly string[];
  /** What is likely to go wrong, such as tasks that no instance has room for. */
  readonly warnings?: readonly string[];
}

/** One member that differs between two canonical values. */
export interface Difference {
  /** Such as `containerDefinitions[web].image`. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const kindChangesStack: Readonly<Record<StepKind, boolean>> = {
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
  'mark-file-system': false,
  'delete-stack': true,
  'delete-file-system': false,
  'delete-task-definition': false,
  'deregister-task-definition': false,
};

/** Whether CloudFormation works on the stack in a step, and continues when the run is interrupted. */
export function changesStack({ kind }: Step): boolean {
  return kindChangesStack[kind];
}

/** The file that asks for a step, or that the step writes. */
export function fileOf(step: Step): string | undefined {
  switch (step.kind) {
    case 'write-parameters':
    case 'register-task-definition':
    case 'create-service':
    case 'update-service':
      return step.file;
    default:
      return undefined;
  }
}

/** The one service that a step changes. */
export function serviceOf(step: Step): string | undefined {
  switch (step.kind) {
    case 'create-service':
    case 'update-service':
    case 'delete-service':
    case 'drain-service':
      return step.service;
    default:
      return undefined;
  }
}

/** What a step changes in detail, if it is known before. */
export function detailsOf(step: Step): {
  readonly changes?: readonly ResourceChange[];
  readonly differences?: readonly Difference[];
} {
  switch (step.kind) {
    case 'create-stack':
    case 'update-stack':
      return { changes: step.changes };
    case 'register-task-definition':
    case 'update-service':
      return step.differences ? { differences: step.differences } : {};
    default:
      return {};
  }
}

/** The steps of one kind. */
export function stepsOf<Kind extends StepKind>({ steps }: Plan, kind: Kind): StepOf<Kind>[] {
  return steps.filter((step): step is StepOf<Kind> => step.kind === kind);
}
