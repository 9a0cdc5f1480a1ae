import { constants } from 'node:os';
import { syncCaddy } from './caddy/sync.ts';
import { lookupTable } from './caddy/upstreams.ts';
import { answerLookUps } from './dns-responder.ts';
import { connectDocker, type ContainerEvent, type Docker } from './docker/engine.ts';
import { coalesce } from './lib/coalesce.ts';
import { pause } from './lib/pause.ts';
import { createLog } from './log.ts';
import { createRouteTable, stopTime } from './routes/route-table.ts';
import type { AgentSettings } from './settings.ts';

const { SIGTERM, SIGKILL } = constants.signals;

/** How often the agent reads everything again without an event, in milliseconds. */
const sweep = 30_000;

/**
 * Keeps Caddy in step with the containers of this node until the signal is aborted: follows Docker's events, answers
 * Caddy's look-ups, and loads Caddy's configuration when the set of hosts and ports has changed. Docker and Caddy may
 * start, stop and restart in any order.
 *
 * @param write gets the lines of the log.
 */
export async function runAgent(
  settings: AgentSettings,
  write: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const log = createLog(write);
  const docker = connectDocker(settings.dockerSocket, settings.ecsAgent);
  const caddy = syncCaddy(settings, log);
  const table = createRouteTable(settings);
  /** Undefined before Docker's first list. */
  let addresses: ReadonlyMap<string, readonly string[]> | undefined;
  let hadEvent = false;

  const apply = () => {
    const containers = table.containers();
    if (!containers) return;
    const { routes, problems } = table.plan(Date.now());
    addresses = lookupTable(routes);
    caddy.serve(routes);
    log.problems(containers, problems);
  };

  const dockerFailed = (error: unknown) => {
    if (!signal.aborted) log.state('docker', `Docker cannot be reached: ${String(error)}`);
  };

  const refresh = coalesce(async () => {
    table.setContainers(await docker.list());
    log.state('docker', 'Docker answers');
    apply();
  }, dockerFailed);

  const handle = async (event: ContainerEvent) => {
    if (await stops(event, docker)) {
      table.stopped(event.id, Date.now());
      apply();
    }
    if (event.action === 'start' || event.action === 'unpause') table.started(event.id);
    refresh();
    hadEvent = true;
  };

  const followDocker = async () => {
    while (!signal.aborted) {
      await docker
        .follow({ past: stopTime / 1000, connected: refresh, report: handle, signal })
        .catch(dockerFailed);
      await pause(200, signal);
    }
  };

  const watchClock = async () => {
    let swept = Date.now();
    while (!signal.aborted) {
      await pause(1000, signal);
      if (table.hasExpired(Date.now())) apply();
      // Docker reports some events a moment before its list has the change.
      if (hadEvent) refresh();
      hadEvent = false;
      if (Date.now() - swept < sweep) continue;
      swept = Date.now();
      caddy.retry();
      refresh();
    }
  };

  await Promise.all([
    followDocker(),
    caddy.watch(signal),
    watchClock(),
    answerLookUps({ port: settings.dnsPort, table: () => addresses, log, signal }),
  ]);
}

/** Whether an event means that the container stops. */
async function stops({ action, id, signal }: ContainerEvent, docker: Docker): Promise<boolean> {
  if (action === 'die' || action === 'pause') return true;
  if (action !== 'kill') return false;
  if (signal === SIGTERM || signal === SIGKILL) return true;
  // Another signal may mean "read your files again".
  return docker.stopsAt(id, signal).catch(() => false);
}
