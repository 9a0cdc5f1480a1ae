import type { ServiceContent } from './content.ts';
import type { Location } from './diagnostic.ts';
import type { RevisionId } from './revision.ts';
import type { Tags } from './tags.ts';
import type { TaskDefinitionReference } from './task-definition.ts';

export interface WantedService {
  readonly file: string;
  readonly name: string;
  readonly taskDefinition: TaskDefinitionReference;
  /** Where the user's file names it. */
  readonly taskDefinitionLocation: Location;
  /** Undefined: one for a new service, and no change for one that exists. */
  readonly desiredCount: number | undefined;
  readonly content: ServiceContent;
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
  /** What `DescribeServices` shows of the attributes that a file can set. */
  readonly content: ServiceContent;
}

/** What the tags of a service will say it was made from. */
export interface ServiceDigests {
  readonly service: string;
  /** Undefined if the task definition is not one of this folder. */
  readonly taskDefinition: string | undefined;
}

/**
 * Whether a service is in the state that was asked for: all its tasks run, and no deployment is in progress.
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
