/** How many calls an account may make in one region: a burst, and then a rate. */
export interface Quota {
  /** What its calls do, in the user's words. */
  readonly name: string;
  readonly actions: readonly string[];
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * The categories of ECS; all calls of one category, of all clients of the account, share one bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
export const ecsQuotas: readonly Quota[] = [
  {
    name: 'registering and deregistering task definitions',
    actions: ['RegisterTaskDefinition', 'DeregisterTaskDefinition'],
    burst: 20,
    perSecond: 1,
  },
  {
    name: 'reading task definitions',
    actions: ['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies'],
    burst: 50,
    perSecond: 20,
  },
  { name: 'deleting task definitions', actions: ['DeleteTaskDefinitions'], burst: 5, perSecond: 1 },
  {
    name: 'changing services',
    actions: ['CreateService', 'UpdateService', 'DeleteService'],
    burst: 50,
    perSecond: 5,
  },
  {
    name: 'reading services',
    actions: ['DescribeServices', 'ListServices', 'ListServicesByNamespace'],
    burst: 100,
    perSecond: 20,
  },
  {
    name: 'reading deployments',
    actions: ['DescribeServiceDeployments', 'ListServiceDeployments', 'DescribeServiceRevisions'],
    burst: 50,
    perSecond: 20,
  },
  {
    name: 'changing clusters',
    actions: ['CreateCluster', 'DeleteCluster', 'UpdateCluster', 'UpdateClusterSettings'],
    burst: 20,
    perSecond: 1,
  },
  { name: 'reading clusters', actions: ['DescribeClusters', 'ListClusters'], burst: 50, perSecond: 20 },
  {
    name: 'reading tasks and instances',
    actions: ['DescribeTasks', 'ListTasks', 'DescribeContainerInstances', 'ListContainerInstances'],
    burst: 100,
    perSecond: 20,
  },
  {
    name: 'changing tasks and instances',
    actions: [
      'RunTask',
      'StopTask',
      'ExecuteCommand',
      'UpdateContainerInstancesState',
      'DeregisterContainerInstance',
    ],
    burst: 100,
    perSecond: 40,
  },
  { name: 'tagging', actions: ['TagResource', 'UntagResource'], burst: 20, perSecond: 10 },
  { name: 'reading tags', actions: ['ListTagsForResource'], burst: 50, perSecond: 20 },
];

/** How long a quota delays a run. */
export interface QuotaEstimate {
  readonly seconds: number;
  /** What the calls of the slowest quota do, how many there are, and how many a second AWS accepts. */
  readonly quota: string;
  readonly calls: number;
  readonly perSecond: number;
}
