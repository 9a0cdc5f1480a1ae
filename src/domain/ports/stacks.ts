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

/** What came of a change set: what it would do, nothing, or the reason why there is none. */
export type WorkedOutChangeSet =
  { readonly changes: readonly ResourceChange[] } | { readonly nothing: true } | { readonly refused: string };

/** CloudFormation. */
export interface Stacks {
  /** By name, or by id, which still finds a stack after its deletion. */
  describe(nameOrId: string): Promise<CurrentStack | undefined>;
  /** Undefined if there is no such stack. */
  templateBody(name: string): Promise<string | undefined>;
  resources(name: string): Promise<StackResource[]>;
  /** The events of one operation, newest last. */
  events(operation: StackOperation): Promise<StackEvent[]>;
  /** If it is there already, because another run was faster, gives what is going on with it. */
  create(request: StackRequest): Promise<StackOperation>;
  /** Has CloudFormation work out what an update would do. */
  createChangeSet(request: StackRequest): Promise<ChangeSetId>;
  /** Undefined as long as CloudFormation is working it out. */
  changeSet(id: ChangeSetId): Promise<WorkedOutChangeSet | undefined>;
  executeChangeSet(id: ChangeSetId): Promise<StackOperation>;
  deleteChangeSet(id: ChangeSetId): Promise<void>;
  /** Goes on with the roll-back of an update that failed. */
  continueRollback(name: string): Promise<StackOperation>;
  delete(stackId: string): Promise<StackOperation>;
}
