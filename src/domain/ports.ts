import type { JsonObject } from '../lib/json.ts';
import type { NetworkCandidates } from '../plan/stack/choose-network.ts';
import type { Capacity } from '../plan/placement/placement.ts';
import type { FileSystem } from '../plan/plan-destroy.ts';
import type { ResourceChange } from '../plan/stack/stack-changes.ts';
import type {
  ChangeSetId,
  CurrentService,
  CurrentStack,
  CurrentTaskDefinition,
  RevisionId,
  StackParameters,
  Tags,
} from './types.ts';

// What the program asks of AWS, in its own words. Every method throws AwsError and nothing else; a thing that
// does not exist is `undefined` or left out of the answer, never an error.

export interface StackRequest {
  readonly name: string;
  readonly templateBody: string;
  readonly parameters: StackParameters;
  readonly tags: Tags;
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
  /** Marks the events of this operation; undefined: the one that is going on, whoever asked for it. */
  readonly token: string | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
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

export interface ClusterSummary {
  readonly activeServices: number;
  /** Whether it has instances, or capacity providers that may make some. */
  readonly hasInstances: boolean;
}

/** Services of one cluster. */
export interface Services {
  describe(cluster: string, names: readonly string[]): Promise<CurrentService[]>;
  /** Names of all that are active or draining; none if there is no such cluster. */
  list(cluster: string): Promise<string[]>;
  /** What the cluster says of itself; undefined if there is no such cluster. */
  cluster(name: string): Promise<ClusterSummary | undefined>;
  create(
    cluster: string,
    name: string,
    revision: RevisionId,
    content: JsonObject,
    tags: Tags,
  ): Promise<CurrentService>;
  update(cluster: string, name: string, revision: RevisionId, content: JsonObject): Promise<CurrentService>;
  tag(service: CurrentService, tags: Tags): Promise<void>;
  /** Has it run no task; it stays. */
  drain(cluster: string, name: string): Promise<void>;
  /** Stops its tasks and deletes it; it drains for a while. */
  delete(cluster: string, name: string): Promise<void>;
}

export interface TaskDefinitions {
  /** A family's newest active revision, or the one that `family:revision` or an ARN names, active or not. */
  describe(name: string): Promise<CurrentTaskDefinition | undefined>;
  register(content: JsonObject, tags: Tags): Promise<RevisionId>;
  deregister(revision: RevisionId): Promise<void>;
  /** Families with an active revision whose names begin with the prefix. */
  listFamilies(prefix: string): Promise<string[]>;
  /** Revisions of exactly this family, active ones unless told otherwise. */
  listRevisions(family: string, status?: 'ACTIVE' | 'INACTIVE'): Promise<RevisionId[]>;
  /** All active revisions of the region, so many at a time. */
  activeRevisions(): AsyncIterable<readonly RevisionId[]>;
  /** Deletes revisions of one family for good; they must have been deregistered. */
  delete(revisions: readonly RevisionId[]): Promise<void>;
}

export interface Task {
  readonly arn: string;
  /** The service that started it, if one did. */
  readonly service: string | undefined;
  readonly taskDefinition?: RevisionId | undefined;
}

/** A task that has ended. */
export interface StoppedTask {
  /** The last part of its ARN. */
  readonly id: string;
  /** The id of the deployment that started it, or whatever else did. */
  readonly startedBy: string | undefined;
  readonly taskDefinition: string;
  /** Milliseconds since the epoch. */
  readonly stoppedAt: number;
  readonly stopCode: string | undefined;
  readonly stoppedReason: string | undefined;
  readonly containers: readonly {
    readonly name: string;
    readonly exitCode: number | undefined;
    readonly reason: string | undefined;
  }[];
}

/** Tasks and container instances of one cluster. */
export interface Nodes {
  /** Names of all clusters of the region. */
  clusters(): Promise<string[]>;
  /** Those of the last hour or so, as long as ECS remembers them; newest first. */
  stoppedTasks(cluster: string): Promise<StoppedTask[]>;
  /** The instances that are registered, and how many more there may be. */
  capacity(cluster: string): Promise<Capacity>;
  runningTasks(cluster: string): Promise<Task[]>;
  stopTask(cluster: string, task: string, reason: string): Promise<void>;
  /** ARNs of the container instances that are registered. */
  containerInstances(cluster: string): Promise<string[]>;
  deregister(cluster: string, containerInstance: string): Promise<void>;
  /** Number of instances of an Auto Scaling group; undefined if there is no such group. */
  groupSize(group: string): Promise<number | undefined>;
  /** Sets minimum, maximum and desired size to zero and lifts protection from scale-in. */
  scaleToZero(group: string): Promise<void>;
  /** Deletes the group with its instances, without waiting for lifecycle hooks. */
  deleteGroup(group: string): Promise<void>;
}

export interface FileSystems {
  /** Those whose tag `tag` has this value. */
  findByTag(tag: string, value: string): Promise<FileSystem[]>;
  /** Undefined if it does not exist any more. */
  mountTargets(id: string): Promise<number | undefined>;
  tag(id: string, tags: Tags): Promise<void>;
  delete(id: string): Promise<void>;
}

/** CloudWatch Logs. */
export interface Logs {
  /** The last lines of a stream; none if it does not exist. */
  tail(stream: { group: string; name: string; region: string | undefined }, lines: number): Promise<string[]>;
}

/** EC2. */
export interface Networks {
  candidates(): Promise<NetworkCandidates>;
}

/** What the records of a cluster are made from. */
export interface DnsScope {
  readonly cluster: string;
  /** The id of the stack, which marks the records that may be changed. */
  readonly owner: string;
  /** Empty for all public zones, the id of one, or `none`. */
  readonly hostedZoneId: string;
  /** Completes host names without a dot; may be empty. */
  readonly domain: string;
  readonly addresses: 'public' | 'private';
}

export interface DnsHost {
  readonly host: string;
  readonly act: 'keep' | 'create' | 'update' | 'remove' | 'refuse';
  readonly why: string;
  /** The addresses in Route 53. */
  readonly is: readonly string[];
  readonly should: readonly string[];
}

/** Route 53, through the reconciler that the stack's own function runs. */
export interface Dns {
  /** Every host that is wanted or owned, and a line for each problem with a label. */
  inspect(scope: DnsScope): Promise<{ hosts: DnsHost[]; problems: string[] }>;
  /** Makes Route 53 what it should be. */
  maintain(scope: DnsScope): Promise<void>;
}

export interface Aws {
  readonly region: string;
  readonly stacks: Stacks;
  readonly services: Services;
  readonly taskDefinitions: TaskDefinitions;
  readonly nodes: Nodes;
  readonly fileSystems: FileSystems;
  readonly networks: Networks;
  readonly dns: Dns;
  readonly logs: Logs;
}
