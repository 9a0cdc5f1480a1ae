import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { callUnix, openUnix } from '../lib/unix-http.ts';
import type { Container } from '../routes/plan-routes.ts';

/** A Docker event that may change the upstreams. */
export interface ContainerEvent {
  readonly action: string;
  readonly id: string;
  /** The number of the signal of a `kill`. */
  readonly signal: number;
}

interface FollowOptions {
  readonly past: number;
  readonly connected: () => void;
  readonly report: (event: ContainerEvent) => void;
  readonly signal: AbortSignal;
}

interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly HostConfig: { readonly NetworkMode: string };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

const ready = { label: ['proxy.host'], status: ['running'], health: ['healthy', 'none'] };
const events = {
  type: ['container'],
  event: ['start', 'die', 'kill', 'pause', 'unpause', 'health_status'],
};

/** The part of the Engine API (https://docs.docker.com/reference/api/engine/) that the agent needs. */
export type Docker = ReturnType<typeof connectDocker>;

/**
 * Connects to a Docker Engine through its unix socket, with the API version that the Engine prefers.
 *
 * @param ecsAgent the endpoint of the ECS agent, which knows the addresses that Docker does not.
 */
export function connectDocker(socketPath: string, ecsAgent: string) {
  const get = async (path: string): Promise<unknown> => {
    const { status, body } = await callUnix(socketPath, { path, timeout: 30_000 });
    if (status !== 200) throw new Error(`Docker answers ${status} to ${path}: ${body.trim()}`);
    return JSON.parse(body);
  };
  return {
    /** The running containers with a `proxy.host` label; of those with a health check, the healthy ones. */
    async list(): Promise<Container[]> {
      const found = (await get(`/containers/json?filters=${encode(ready)}`)) as ContainerSummary[];
      return Promise.all(
        found.map(async (summary) => {
          const { Id: id, Names, Labels: labels, HostConfig } = summary;
          const onHost = HostConfig.NetworkMode === 'host';
          const address = onHost
            ? '127.0.0.1'
            : (bridgeAddress(summary) ?? (await awsvpcAddress(ecsAgent, id)));
          return { id, name: (Names[0] ?? id).replace(/^\//, ''), labels, onHost, address };
        }),
      );
    },
    /** Whether `docker stop` sends this signal to the container. */
    async stopsAt(id: string, signal: number): Promise<boolean> {
      const { Config } = (await get(`/containers/${id}/json`)) as { Config: { StopSignal?: string } };
      return signal === signalNumber(Config.StopSignal ?? 'SIGTERM');
    },
    /**
     * Reports the container events of the last `past` seconds and all that follow, until the stream ends or the signal
     * is aborted. Calls `connected` when the stream begins.
     */
    async follow({ past, connected, report, signal }: FollowOptions): Promise<void> {
      const since = Math.floor(Date.now() / 1000) - past;
      const path = `/events?since=${since}&filters=${encode(events)}`;
      const stream = await openUnix(socketPath, { path, signal });
      connected();
      for await (const line of createInterface({ input: stream })) {
        const { Action, Actor } = JSON.parse(line) as {
          Action: string;
          Actor: { ID: string; Attributes: { signal?: string } };
        };
        report({ action: Action, id: Actor.ID, signal: Number(Actor.Attributes.signal) });
      }
    },
  };
}

/** The address in the default bridge network, or else in the first network that has one. */
function bridgeAddress({ NetworkSettings: { Networks } }: ContainerSummary): string | undefined {
  const names = Object.keys(Networks).toSorted();
  return ['bridge', ...names].map((name) => Networks[name]?.IPAddress).find(Boolean);
}

/**
 * Reads from the node's ECS agent the address of a container in network mode `awsvpc`, which Docker does not know
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html).
 *
 * @param endpoint such as `http://localhost:51678`.
 * @returns undefined if the agent does not answer or has no such address.
 */
export async function awsvpcAddress(endpoint: string, id: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${endpoint}/v1/tasks?dockerid=${id}`, {
      signal: AbortSignal.timeout(2000),
    });
    const task = (await response.json()) as {
      Containers?: { DockerId: string; Networks?: { NetworkMode: string; IPv4Addresses?: string[] }[] }[];
    };
    const networks = task.Containers?.find((container) => container.DockerId === id)?.Networks;
    return networks?.find((network) => network.NetworkMode === 'awsvpc')?.IPv4Addresses?.[0];
  } catch {
    return undefined;
  }
}

/** The number of a signal by number or name, with or without `SIG`. */
function signalNumber(signal: string): number {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return Number(signal) || (numbers[`SIG${signal.replace(/^SIG/, '')}`] ?? 0);
}

function encode(filters: object): string {
  return encodeURIComponent(JSON.stringify(filters));
}
