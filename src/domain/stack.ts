export type StackParameters = Readonly<Record<string, string>>;

/** What the user's files and settings ask for. */
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

export interface CurrentStack {
  readonly id: string;
  readonly name: string;
  /** CloudFormation's own word, such as `CREATE_COMPLETE`. */
  readonly status: string;
  readonly statusReason: string | undefined;
  readonly parameters: StackParameters;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A change of a stack that CloudFormation has prepared and not executed. */
export interface ChangeSetId {
  readonly id: string;
  readonly stackId: string;
}

/** What CloudFormation does to one resource. */
export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove' | 'Import' | 'Dynamic';
  readonly resource: string;
  readonly type: string;
  /** Whether a new resource takes its place. Conditional: known during the update; undefined: not known. */
  readonly replacement: 'True' | 'False' | 'Conditional' | undefined;
  /** The properties and other parts that change. */
  readonly properties: readonly string[];
}

/** What a parameter looks like in `DescribeStacks` when the template hides it (`NoEcho`). */
export const hiddenParameter = /^\*+$/;

/** A stack in review holds only a change set that was never executed: nothing is in progress. */
export function isInProgress({ status }: CurrentStack): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

/** Whether the creation of the stack failed, so that it can only be deleted. */
export function isFailedCreation({ status }: CurrentStack): boolean {
  return ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'REVIEW_IN_PROGRESS'].includes(status);
}

/** Whether services can be loaded into the cluster of this stack. */
export function isUsable({ status }: CurrentStack): boolean {
  return ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'].includes(
    status,
  );
}

export interface StackEvent {
  readonly id: string;
  readonly resource: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string | undefined;
}

/** What CloudFormation is doing with a stack because of one request. */
export interface StackOperation {
  readonly stackId: string;
  /** Marks the events of this operation; undefined: the operation that is in progress, of any client. */
  readonly token: string | undefined;
}

export interface StackResource {
  readonly physicalId: string;
  readonly type: string;
}
