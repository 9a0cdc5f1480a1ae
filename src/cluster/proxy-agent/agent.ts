import { constants } from 'node:os';
import { awsvpcAddress } from './docker/awsvpc-address.ts';
import type { CaddySettings } from './caddy/config.ts';
import { keepCaddy } from './caddy/sync.ts';
import { coalesce } from './lib/coalesce.ts';
import { serveDns } from './dns-responder.ts';
import { connectDocker, type ContainerEvent } from './docker/engine.ts';
import { createLog } from './log.ts';
import { pause } from './lib/pause.ts';
import type { RouteSettings } from './routes/plan-routes.ts';
import { lookupTable } from './caddy/upstreams.ts';
import { createTraffic, stopTime } from './routes/route-table.ts';

export interface AgentSettings extends RouteSettings, CaddySettings {
  readonly dockerSocket: string;
  readonly caddyAdminSocket: string;
  /** The address of the ECS agent's introspection API, as `http://localhost:51678`. */
  readonly ecsAgent: string;
  /** How long a route stays without a server, in milliseconds. */
  readonly linger: number;
}

const { SIGTERM, SIGKILL } = constants.signals;

/** How often all is looked at without any event, in milliseconds. */
const sweep = 30_000;

/**
 * Keeps Caddy in step with the containers of this node until the signal is aborted: follows Docker's events,
 * answers Caddy's look-ups, and loads Caddy's configuration when the set of hosts and ports has changed. Docker
 * and Caddy may come and go in any order.
 *
 * @param write gets the lines of the log.
 */
export async function runAgent(
  settings: AgentSettings,
  write: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const log = createLog(write);
  const docker = connectDocker(settings.dockerSocket, (id) => awsvpcAddress(settings.ecsAgent, id));
  const caddy = keepCaddy(settings, log);
  const traffic = createTraffic(settings);
  let addresses: ReadonlyMap<string, readonly string[]> = new Map();
  let eventful = false;

  const apply = () => {
    const containers = traffic.containers();
    if (!containers) return;
    const { routes, problems } = traffic.plan(Date.now());
    addresses = lookupTable(routes);
    caddy.serve(routes);
    log.problems(containers, problems);
  };

  const dockerIsAway = (error: unknown) => {
    if (!signal.aborted) log.state('docker', `Docker cannot be reached: ${String(error)}`);
  };

  const refresh = coalesce(async () => {
    traffic.listed(await docker.list());
    log.state('docker', 'Docker answers');
    apply();
  }, dockerIsAway);

  const handle = async ({ action, id, signal: number }: ContainerEvent) => {
    // A signal other than the one that stops it may mean "read your files again".
    const stops =
      action === 'die' ||
      action === 'pause' ||
      (action === 'kill' &&
        (number === SIGTERM || number === SIGKILL || (await docker.stopsAt(id, number).catch(() => false))));
    if (stops) {
      traffic.stopped(id, Date.now());
      apply();
    }
    if (action === 'start' || action === 'unpause') traffic.started(id);
    refresh();
    eventful = true;
  };

  const followDocker = async () => {
    while (!signal.aborted) {
      await docker.follow(stopTime / 1000, refresh, handle, signal).catch(dockerIsAway);
      await pause(200, signal);
    }
  };

  const lookAround = async () => {
    let swept = Date.now();
    while (!signal.aborted) {
      await pause(1000, signal);
      if (traffic.hasExpired(Date.now())) apply();
      // Docker tells of some changes a moment before its list has them.
      if (eventful) refresh();
      eventful = false;
      if (Date.now() - swept < sweep) continue;
      swept = Date.now();
      caddy.retry();
      refresh();
    }
  };

  const answerCaddy = async () => {
    // Before the first list there is nothing true to answer; Caddy reads the files until then.
    while (!signal.aborted && !traffic.containers()) await pause(10, signal);
    while (!signal.aborted) {
      const server = await serveDns(settings.dnsPort, () => addresses).catch((error: unknown) => {
        log.state('dns', `cannot answer Caddy's look-ups yet: ${String(error)}`);
      });
      if (!server) {
        await pause(200, signal);
        continue;
      }
      log.state('dns', `answers Caddy's look-ups at 127.0.0.1:${settings.dnsPort}`);
      signal.addEventListener('abort', () => server.close());
      return;
    }
  };

  await Promise.all([followDocker(), caddy.watch(signal), lookAround(), answerCaddy()]);
}
