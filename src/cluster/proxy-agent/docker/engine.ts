import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { Container } from '../routes/plan-routes.ts';
import { callUnix, openUnix } from '../lib/unix-http.ts';

/** A Docker event that may change the upstreams. */
export interface ContainerEvent {
  readonly action: string;
  readonly id: string;
  /** The number of the signal of a `kill`. */
  readonly signal: number;
}

/** The part of the Engine API (https://docs.docker.com/reference/api/engine/) that the agent needs. */
export interface Docker {
  /** The running containers with a `proxy.host` label; of those with a health check, the healthy ones. */
  list(): Promise<Container[]>;
  /** Whether `docker stop` sends this signal to the container. */
  stopsAt(id: string, signal: number): Promise<boolean>;
  /**
   * Reports the container events of the last `past` seconds and all that follow, until the stream ends or the signal
   * is aborted. Calls `connected` when the stream begins.
   */
  follow(options: {
    readonly past: number;
    readonly connected: () => void;
    readonly report: (event: ContainerEvent) => void;
    readonly signal: AbortSignal;
  }): Promise<void>;
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

/**
 * Connects to a Docker Engine through its unix socket, with the API version that the Engine prefers.
 *
 * @param awsvpcAddress finds the address of a container that has none in Docker.
 */
export function connectDocker(
  socketPath: string,
  awsvpcAddress: (id: string) => Promise<string | undefined>,
): Docker {
  const get = async (path: string): Promise<unknown> => {
    const { status, body } = await callUnix(socketPath, { path, timeout: 30_000 });
    if (status !== 200) throw new Error(`Docker answers ${status} to ${path}: ${body.trim()}`);
    return JSON.parse(body);
  };
  return {
    async list() {
      const found = (await get(`/containers/json?filters=${encode(ready)}`)) as ContainerSummary[];
      return Promise.all(
        found.map(async (summary) => {
          const onHost = summary.HostConfig.NetworkMode === 'host';
          return {
            id: summary.Id,
            name: (summary.Names[0] ?? summary.Id).replace(/^\//, ''),
            labels: summary.Labels,
            onHost,
            address: onHost ? '127.0.0.1' : (bridgeAddress(summary) ?? (await awsvpcAddress(summary.Id))),
          };
        }),
      );
    },
    async stopsAt(id, signal) {
      const { Config } = (await get(`/containers/${id}/json`)) as { Config: { StopSignal?: string } };
      return signal === signalNumber(Config.StopSignal ?? 'SIGTERM');
    },
    async follow({ past, connected, report, signal }) {
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

/** The number of a signal by number or name, with or without `SIG`. */
function signalNumber(signal: string): number {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return Number(signal) || (numbers[`SIG${signal.replace(/^SIG/, '')}`] ?? 0);
}

function encode(filters: object): string {
  return encodeURIComponent(JSON.stringify(filters));
}
