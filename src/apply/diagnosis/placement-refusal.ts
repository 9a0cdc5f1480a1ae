import type { CurrentService } from '../../domain/service.ts';
import type { Cause } from './task-causes.ts';

type PlacementCause = Pick<Cause, 'name' | 'hint'>;

/** What ECS says after `because`, the most specific first. */
const causes: readonly (PlacementCause & { readonly pattern: RegExp })[] = [
  {
    name: 'port in use',
    pattern: /port required by your task/i,
    hint: 'Leave hostPort out, or use another one; or let the old task end first (minimumHealthyPercent: 0), or raise MaxNodes in ecs-cluster.params.',
  },
  {
    name: 'no memory',
    pattern: /insufficient memory/i,
    hint: 'Lower memory or memoryReservation, or raise MaxNodes or InstanceType in ecs-cluster.params.',
  },
  {
    name: 'no CPU',
    pattern: /insufficient CPU/i,
    hint: 'Lower cpu, or raise MaxNodes or InstanceType in ecs-cluster.params.',
  },
  {
    name: 'no instances',
    pattern: /no container instances/i,
    hint: "No node has joined the cluster: check MinNodes and MaxNodes in ecs-cluster.params, and the subnets' way to the internet, which the ECS agent needs.",
  },
  {
    name: 'missing attribute',
    pattern: /attribute/i,
    hint: 'No node has what the task asks for: check placementConstraints, the network mode, and the architecture.',
  },
];

const noRoom = { name: 'no room', hint: 'Raise MaxNodes in ecs-cluster.params, or ask for less.' };

/**
 * What ECS last said about placing tasks of a service, if that is a refusal.
 *
 * @param since events before it are about an earlier deployment; milliseconds since the epoch
 */
export function placementRefusal(
  { events }: CurrentService,
  since: number | undefined,
): { readonly message: string; readonly cause: PlacementCause } | undefined {
  for (const { at, message } of events) {
    if (since !== undefined && at < since) return undefined;
    if (/has started \d+ tasks|has reached a steady state/.test(message)) return undefined;
    const because = /unable to place a task because(.*)/is.exec(message)?.[1];
    if (because === undefined) continue;
    return { message, cause: causes.find(({ pattern }) => pattern.test(because)) ?? noRoom };
  }
  return undefined;
}
