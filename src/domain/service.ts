import type { Location } from './diagnostic.ts';
import type { JsonObject } from '../lib/json.ts';
import type { TaskDefinitionReference, RevisionId } from './task-definition.ts';
import type { Tags } from './tags.ts';
export interface WantedService {
  readonly file: string;
  readonly name: string;
  readonly taskDefinition: TaskDefinitionReference;
  /** Where the user's file names it. */
  readonly taskDefinitionLocation: Location;
  /** Undefined: one at first, and afterwards whatever somebody has set. */
  readonly desiredCount: number | undefined;
  /** What `CreateService` takes, without names and counts. */
  readonly content: JsonObject;
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

/** What a service's tags will say it was made from. */
export interface ServiceDigests {
  readonly service: string;
  /** Undefined if the task definition is not one of this folder. */
  readonly taskDefinition: string | undefined;
}

/**
 * Whether a service does what it was told: all its tasks run, and no deployment is under way.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html for `rolloutState`
 */
export function isSteady(service: CurrentService): boolean {
  const [deployment, ...older] = service.deployments;
  const rollout = deployment?.rolloutState;
  return (
    service.status === 'ACTIVE' &&
    older.length === 0 &&
    service.runningCount === service.desiredCount &&
    service.pendingCount === 0 &&
    (rollout === undefined || rollout === 'COMPLETED')
  );
}
