import { readHosts } from '../labels.ts';

/** A task whose desired status is RUNNING. */
export interface Task {
  /** The ARN of its task definition. */
  readonly definition: string;
  /** Whether its last known status is RUNNING. */
  readonly running: boolean;
  /** The ARN of its container instance; undefined before it is placed, or on Fargate. */
  readonly node?: string | undefined;
  /** The private address of its own network interface, with network mode `awsvpc`. */
  readonly ownAddress?: string | undefined;
}

/** A container instance whose EC2 instance runs. */
export interface Node {
  /** `lost`: its agent is not connected, so that the state of its tasks in ECS may be out of date. */
  readonly state: 'ready' | 'draining' | 'lost';
  readonly public?: string | undefined;
  readonly private?: string | undefined;
}

/** The tasks and nodes of a cluster at one time. */
export interface ClusterState {
  readonly tasks: readonly Task[];
  /** The Docker labels of each container, by the ARN of the task definition. */
  readonly definitions: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;
  /** By the ARN of the container instance. A node that is not here no longer exists. */
  readonly nodes: ReadonlyMap<string, Node>;
}

/**
 * The IPv4 addresses that each host should have. An empty list means that tasks serve this host but none is ready,
 * so that its record stays as it is.
 */
export type Desired = ReadonlyMap<string, readonly string[]>;

export interface AddressSettings {
  /** Completes names without a dot; may be empty. */
  readonly domain: string;
  /** Which address of a node to publish. */
  readonly addresses: 'public' | 'private';
}

/**
 * The addresses that the hosts in the labels of the cluster's tasks should have:
 *
 * - those of the nodes that run its tasks, if their agents are connected. ECS reports the tasks of a dead agent as
 *   running (https://github.com/aws/containers-roadmap/issues/2040);
 * - those of draining nodes only if no other node serves the host;
 * - the current ones if there are tasks but none is ready: a deployment, or an agent that loses its connection, must
 *   not empty DNS. A node whose instance no longer exists keeps nothing, because its address may soon be another's.
 *
 * `proxy.host` always leads to the node, where the proxy listens. `dns.hostname` leads to the task's own network
 * interface, if it has one, which has only a private address.
 *
 * @returns the addresses, sorted, and a line for each problem.
 */
export function desiredRecords(
  { tasks, definitions, nodes }: ClusterState,
  { domain, addresses }: AddressSettings,
): { desired: Desired; problems: ReadonlySet<string> } {
  const problems = new Set<string>();
  const served = new Map<string, Record<Node['state'], Set<string>>>();

  for (const task of tasks) {
    const node = nodes.get(task.node ?? '');
    if (task.node && !node) continue;
    const state = task.running ? (node?.state ?? 'ready') : 'lost';
    for (const labels of definitions.get(task.definition) ?? []) {
      for (const label of ['proxy.host', 'dns.hostname'] as const) {
        const hosts = readHosts(label, labels[label], domain);
        for (const problem of hosts.problems) problems.add(`${task.definition}: ${problem}`);
        const own = label === 'dns.hostname' && task.ownAddress;
        const address = own ? addresses === 'private' && own : node?.[addresses];
        for (const host of hosts.values) {
          const found = served.get(host) ?? { ready: new Set(), draining: new Set(), lost: new Set() };
          served.set(host, found);
          if (address || state === 'lost') found[state].add(address || '');
          else problems.add(`${host}: ${task.node ?? task.definition} has no ${addresses} address`);
        }
      }
    }
  }

  const desired = new Map<string, readonly string[]>();
  for (const [host, { ready, draining, lost }] of served) {
    const live = ready.size ? ready : draining;
    if (live.size || lost.size) desired.set(host, [...live].sort());
  }
  return { desired, problems };
}
