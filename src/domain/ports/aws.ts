import type { Capacity, ClusterSummary, StoppedTask, Task } from '../cluster.ts';
import type { ServiceContent, ServiceUpdate, TaskDefinitionContent } from '../content.ts';
import type { DnsHost, DnsScope } from '../dns.ts';
import type { FileSystem } from '../file-system.ts';
import type { NetworkCandidates } from '../network.ts';
import type { RevisionId } from '../revision.ts';
import type { CurrentService } from '../service.ts';
import type * as stack from '../stack.ts';
import type { Tags } from '../tags.ts';
import type { CurrentTaskDefinition } from '../task-definition.ts';

/**
 * What the program asks of AWS, in its own words, for one account and region. Every method throws AwsError and nothing
 * else; a thing that does not exist is `undefined` or left out of the answer, never an error.
 */
export interface Aws {
  readonly region: string;
  readonly stacks: Stacks;
  readonly services: Services;
  readonly taskDefinitions: TaskDefinitions;
  readonly clusters: Clusters;
  readonly tasks: Tasks;
  readonly instances: Instances;
  readonly fileSystems: FileSystems;
  readonly networks: Networks;
  readonly dns: Dns;
  readonly logs: Logs;
}

/** CloudFormation. */
export interface Stacks {
  /** By name, or by id, which still finds a stack after its deletion. */
  describe(nameOrId: string): Promise<stack.CurrentStack | undefined>;
  /** Undefined if there is no such stack. */
  templateBody(name: string): Promise<string | undefined>;
  resources(name: string): Promise<stack.StackResource[]>;
  /** The events of one operation, newest last. */
  events(operation: stack.StackOperation): Promise<stack.StackEvent[]>;
  /** If it exists already, because another run was faster, returns the operation that is in progress. */
  create(request: StackRequest): Promise<stack.StackOperation>;
  /** Has CloudFormation prepare an update. */
  createChangeSet(request: StackRequest): Promise<stack.ChangeSetId>;
  changeSet(id: stack.ChangeSetId): Promise<PreparedChangeSet>;
  executeChangeSet(id: stack.ChangeSetId): Promise<stack.StackOperation>;
  deleteChangeSet(id: stack.ChangeSetId): Promise<void>;
  /** Continues the roll-back of an update that failed. */
  continueRollback(name: string): Promise<stack.StackOperation>;
  delete(stackId: string): Promise<stack.StackOperation>;
}

export interface StackRequest {
  readonly name: string;
  readonly templateBody: string;
  readonly parameters: stack.StackParameters;
  readonly tags: Tags;
}

/** How far a change set is: what it would do, nothing, or the reason why there is none. */
export type PreparedChangeSet =
  | { readonly kind: 'pending' }
  | { readonly kind: 'ready'; readonly changes: readonly stack.ResourceChange[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly reason: string };

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

export interface TaskDefinitions {
  /** A family's newest active revision, or the one that `family:revision` or an ARN names, active or not. */
  describe(name: string): Promise<CurrentTaskDefinition | undefined>;
  register(content: TaskDefinitionContent, tags: Tags): Promise<RevisionId>;
  deregister(revision: RevisionId): Promise<void>;
  /** Families with an active revision whose names begin with the prefix. */
  listFamilies(prefix: string): Promise<string[]>;
  /** Revisions of exactly this family, active ones by default. */
  listRevisions(family: string, status?: 'ACTIVE' | 'INACTIVE'): Promise<RevisionId[]>;
  /** All active revisions of the region, so many at a time. */
  activeRevisions(): AsyncIterable<readonly RevisionId[]>;
  /** Deletes revisions of one family for good; they must have been deregistered. */
  delete(revisions: readonly RevisionId[]): Promise<void>;
}

/** The ECS clusters of a region. */
export interface Clusters {
  /** Names of all clusters. */
  list(): Promise<string[]>;
  /** Undefined if there is no such cluster. */
  describe(name: string): Promise<ClusterSummary | undefined>;
}

/** Tasks of one cluster. */
export interface Tasks {
  /** Tasks that ECS wants to run. */
  running(cluster: string): Promise<Task[]>;
  /** Tasks that ECS wants to stop and whose containers may still run. */
  stopping(cluster: string): Promise<Task[]>;
  /** Those of the last hour or so, as long as ECS keeps them; newest first. */
  stopped(cluster: string): Promise<StoppedTask[]>;
  stop(cluster: string, task: string, reason: string): Promise<void>;
}

/** Container instances of one cluster, and the Auto Scaling groups that they belong to. */
export interface Instances {
  /** ARNs of the container instances that are registered. */
  list(cluster: string): Promise<string[]>;
  /** The instances that accept tasks, and how many more the groups may add. */
  capacity(cluster: string): Promise<Capacity>;
  deregister(cluster: string, containerInstance: string): Promise<void>;
  /** Number of instances of an Auto Scaling group; undefined if there is no such group. */
  groupSize(group: string): Promise<number | undefined>;
  /** Sets minimum, maximum and desired size to zero and removes the protection from scale-in. */
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

/** EC2. */
export interface Networks {
  candidates(): Promise<NetworkCandidates>;
}

/** Route 53, through the reconciler that the stack's own function runs. */
export interface Dns {
  /** Every host that is wanted or owned, and a line for each diagnostic with a label. */
  inspect(scope: DnsScope): Promise<{ hosts: DnsHost[]; diagnostics: string[] }>;
  /** Makes Route 53 what it should be. */
  maintain(scope: DnsScope): Promise<void>;
}

/** CloudWatch Logs. */
export interface Logs {
  /** The last lines of a stream; none if it does not exist. */
  tail(stream: { group: string; name: string; region: string | undefined }, lines: number): Promise<string[]>;
}
