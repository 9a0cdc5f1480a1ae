import type {
  ContainerDefinition,
  CreateServiceRequest,
  RegisterTaskDefinitionRequest,
  UpdateServiceRequest,
} from '@aws-sdk/client-ecs';

// What the user's files hold once they are checked against AWS's own model: the request types of the SDK. Only types
// are imported; the SDK itself belongs to `aws/`.

/** What `RegisterTaskDefinition` accepts. The schema has been checked, so that the members have these types. */
export type TaskDefinitionContent = Partial<RegisterTaskDefinitionRequest>;

export type ContainerContent = ContainerDefinition;

/** What a `.service` file holds: all that `CreateService` accepts. */
export type ServiceRequest = CreateServiceRequest;

/** What `CreateService` accepts, without the names and the count, which have members of their own. */
export type ServiceContent = Omit<
  CreateServiceRequest,
  'serviceName' | 'cluster' | 'taskDefinition' | 'desiredCount'
>;

/**
 * The attributes that `UpdateService` accepts, names and counts aside.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
export const updatableAttributes = [
  'availabilityZoneRebalancing',
  'capacityProviderStrategy',
  'deploymentConfiguration',
  'deploymentController',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'loadBalancers',
  'networkConfiguration',
  'placementConstraints',
  'placementStrategy',
  'platformVersion',
  'propagateTags',
  'serviceConnectConfiguration',
  'serviceRegistries',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
] as const satisfies readonly (keyof ServiceContent & keyof UpdateServiceRequest)[];

/** What an update of a service sends, besides the names. */
export type ServiceUpdate = Pick<UpdateServiceRequest, (typeof updatableAttributes)[number] | 'desiredCount'>;
