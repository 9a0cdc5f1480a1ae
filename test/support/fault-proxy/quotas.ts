import type { Clock } from '../../../src/lib/clock.ts';
import { errorAnswer, type Fault } from './call.ts';
import { passing } from './faults.ts';

/**
 * The token buckets of ECS: actions that share one, how much it holds, and how fast it fills. Written down here once
 * more, from the page itself, so that a mistake in the program's own table would show.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const buckets: readonly (readonly [actions: string, burst: number, perSecond: number])[] = [
  ['RegisterTaskDefinition DeregisterTaskDefinition', 20, 1],
  ['DescribeTaskDefinition ListTaskDefinitions ListTaskDefinitionFamilies', 50, 20],
  ['DeleteTaskDefinitions', 5, 1],
  ['CreateService UpdateService DeleteService', 50, 5],
  ['DescribeServices ListServices', 100, 20],
  ['DescribeServiceDeployments ListServiceDeployments', 50, 20],
  ['CreateCluster DeleteCluster UpdateCluster', 20, 1],
  ['DescribeClusters ListClusters', 50, 20],
  ['DescribeTasks ListTasks DescribeContainerInstances ListContainerInstances', 100, 20],
  ['RunTask StopTask DeregisterContainerInstance', 100, 40],
  ['TagResource UntagResource', 20, 10],
  ['ListTagsForResource', 50, 20],
];

export interface Quotas {
  readonly fault: Fault;
  /** Actions that were throttled so far. */
  readonly throttled: readonly string[];
  /** How many seconds of AWS's time this many calls of an action take at least, from a full bucket on. */
  leastSeconds(action: string, calls: number): number;
}

/**
 * Throttles as ECS does.
 *
 * @param options.clock AWS's
 * @param options.share what another client of the account leaves of every bucket and its rate, from 0 to 1
 */
export function awsQuotas(options: { clock: Clock; share?: number }): Quotas {
  const { clock, share = 1 } = options;
  const throttled: string[] = [];
  const left = new Map<string, { tokens: number; at: number }>();
  const bucketOf = (action: string) => buckets.find(([actions]) => actions.split(' ').includes(action));
  return {
    throttled,
    leastSeconds(action, calls) {
      const [, burst = Infinity, perSecond = Infinity] = bucketOf(action) ?? [];
      return Math.max(0, calls - burst * share) / (perSecond * share);
    },
    fault(call, pass) {
      const bucket = call.service === 'ecs' ? bucketOf(call.action) : undefined;
      if (!bucket) return pass();
      const [name, burst, perSecond] = bucket;
      const now = clock.now() / 1000;
      const before = left.get(name) ?? { tokens: burst * share, at: now };
      const tokens = Math.min(burst * share, before.tokens + (now - before.at) * perSecond * share);
      const isGranted = tokens >= 1;
      left.set(name, { tokens: isGranted ? tokens - 1 : tokens, at: now });
      if (isGranted) return pass();
      throttled.push(call.action);
      return Promise.resolve(errorAnswer(call, passing.throttled));
    },
  };
}
