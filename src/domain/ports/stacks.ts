import type {
  StackParameters,
  ResourceChange,
  ChangeSetId,
  CurrentStack,
  StackEvent,
  StackOperation,
  StackResource,
} from '../stack.ts';
import type { Tags } from '../tags.ts';

// What the program asks of AWS, in its own words. Every method throws AwsError and nothing else; a thing that
// does not exist is `undefined` or left out of the answer, never an error.

export interface StackRequest {
  readonly name: string;
  readonly templateBody: string;
  readonly parameters: StackParameters;
  readonly tags: Tags;
}

/** How far a change set is: what it would do, nothing, or the reason why there is none. */
export type PreparedChangeSet =
  | { readonly kind: 'pending' }
  | { readonly kind: 'ready'; readonly changes: readonly ResourceChange[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly reason: string };

/** CloudFormation. */
export interface Stacks {
  /** By name, or by id, which still finds a stack after its deletion. */
  describe(nameOrId: string): Promise<CurrentStack | undefined>;
  /** Undefined if there is no such stack. */
  templateBody(name: string): Promise<string | undefined>;
  resources(name: string): Promise<StackResource[]>;
  /** The events of one operation, newest last. */
  events(operation: StackOperation): Promise<StackEvent[]>;
  /** If it exists already, because another run was faster, returns the operation that is in progress. */
  create(request: StackRequest): Promise<StackOperation>;
  /** Has CloudFormation prepare an update. */
  createChangeSet(request: StackRequest): Promise<ChangeSetId>;
  changeSet(id: ChangeSetId): Promise<PreparedChangeSet>;
  executeChangeSet(id: ChangeSetId): Promise<StackOperation>;
  deleteChangeSet(id: ChangeSetId): Promise<void>;
  /** Continues the roll-back of an update that failed. */
  continueRollback(name: string): Promise<StackOperation>;
  delete(stackId: string): Promise<StackOperation>;
}
