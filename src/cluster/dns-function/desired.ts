import { readHosts } from '../labels.ts';

/** A task that ECS means to run: one whose desired status is RUNNING. */
export interface Task {
  /** The ARN of its task definition. */
  readonly definition: string;
  /** Whether its last known status is RUNNING. */
  readonly running: boolean;
  /** The ARN of its container instance; none before it is placed, or on Fargate. */
  readonly node?: string | undefined;
  /** The private address of its own network interface, with network mode `awsvpc`. */
  readonly ownAddress?: string | undefined;
}

/** A container instance whose EC2 instance runs. */
export interface Node {
  /** `lost`: its agent is not connected, so that what ECS says of its tasks may be out of date. */
  readonly state: 'ready' | 'draining' | 'lost';
  readonly public?: string | undefined;
  readonly private?: string | undefined;
}

/** What a cluster runs, as read at one time. */
export interface ClusterState {
  readonly tasks: readonly Task[];
  /** The Docker labels of each container, by the ARN of the task definition. */
  readonly definitions: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;
  /** By the ARN of the container instance. One that is not here has gone for good. */
  readonly nodes: ReadonlyMap<string, Node>;
}

/**
 * The IPv4 addresses that each host should have. An empty list means: tasks serve this host, but none is ready
 * now, so that what stands in DNS stays.
 */
export type Desired = ReadonlyMap<string, readonly string[]>;

export interface AddressSettings {
  /** Completes names without a dot; may be empty. */
  readonly domain: string;
  /** Which address of a node to publish. */
  readonly addresses: 'public' | 'private';
}

/**
 * Says which addresses the hosts in the labels of the cluster's tasks should have:
 *
 * - those of the nodes that run its tasks, if their agents are connected. ECS goes on calling the tasks of a dead
 *   agent running (aws/containers-roadmap#2040);
 * - those of draining nodes only if no other node serves the host;
 * - the present ones if no task is ready, but some are listed: a deployment or a lost connection of an agent must
 *   not blank DNS. A node whose instance has gone keeps nothing, because its address may soon be another's.
 *
 * `proxy.host` always leads to the node, where the proxy listens. `dns.hostname` of a task with its own network
 * interface leads to that; it only has a private address.
 *
 * @returns the addresses, sorted, and a line for each problem.
 */
export function desiredRecords(
  { tasks, definitions, nodes }: ClusterState,
  { domain, addresses }: AddressSettings,
): { desired: Desired; problems: ReadonlySet<string> } {
  const problems = new Set<string>();
  const served = new Map<string, { ready: Set<string>; draining: Set<string>; waiting: boolean }>();

  const hostsOf = ({ definition }: Task) =>
    (definitions.get(definition) ?? []).flatMap((labels) =>
      (['proxy.host', 'dns.hostname'] as const).flatMap((label) => {
        const hosts = readHosts(label, labels[label], domain);
        for (const problem of hosts.problems) problems.add(`${definition}: ${problem}`);
        return hosts.values.map((host) => ({ host, isDirect: label === 'dns.hostname' }));
      }),
    );

  for (const task of tasks) {
    const node = nodes.get(task.node ?? '');
    if (task.node && !node) continue;
    const state = task.running ? (node?.state ?? 'ready') : 'lost';
    for (const { host, isDirect } of hostsOf(task)) {
      const own = isDirect && task.ownAddress;
      const address = own ? addresses === 'private' && own : node?.[addresses];
      const by = served.get(host) ?? { ready: new Set(), draining: new Set(), waiting: false };
      served.set(host, by);
      if (state === 'lost') by.waiting = true;
      else if (address) by[state].add(address);
      else problems.add(`${host}: ${task.node ?? task.definition} has no ${addresses} address`);
    }
  }

  const desired = new Map<string, readonly string[]>();
  for (const [host, { ready, draining, waiting }] of served) {
    const live = ready.size ? ready : draining;
    if (live.size || waiting) desired.set(host, [...live].sort());
  }
  return { desired, problems };
}
