import type { RevisionId } from './revision.ts';

/** What a task takes of an instance. */
export interface ResourceRequirements {
  /** CPU units; 1024 are one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** Such as `80/tcp`. */
  readonly ports: readonly string[];
}

/** A container instance that is registered in the cluster. */
export interface Instance {
  /** What the instance has in total. */
  readonly registered: ResourceRequirements;
  /** What is free; the ports are those that are taken. */
  readonly remaining: ResourceRequirements;
}

/** An Auto Scaling group. */
export interface Group {
  /** How many instances it may have. */
  readonly maximum: number;
}

/** What a cluster has room for, now and at most. */
export interface Capacity {
  /** Instances that take tasks: active, and their agent connected. */
  readonly instances: readonly Instance[];
  /** The Auto Scaling groups of the cluster's capacity providers. */
  readonly groups: readonly Group[];
}

export interface ClusterSummary {
  readonly activeServices: number;
  /** Whether it has instances, or capacity providers that may make some. */
  readonly hasInstances: boolean;
}

export interface Task {
  readonly arn: string;
  /** The service that started it, if one did. */
  readonly service: string | undefined;
  readonly taskDefinition?: RevisionId | undefined;
}

/** A task that has stopped. */
export interface StoppedTask {
  /** The last part of its ARN. */
  readonly id: string;
  /** The id of the deployment that started it, or what else did. */
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
