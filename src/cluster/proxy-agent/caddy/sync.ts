import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { coalesce } from '../lib/coalesce.ts';
import { pause } from '../lib/pause.ts';
import { callUnix } from '../lib/unix-http.ts';
import type { Log } from '../log.ts';
import type { Route } from '../routes/plan-routes.ts';
import { caddyConfig } from './config.ts';
import type { CaddySettings } from './sites.ts';
import { openUpstreamFiles, upstreamFileContents } from './upstreams.ts';

/** How long a port that another program uses is left out, in milliseconds. */
const occupiedTime = 60_000;
/** How long Caddy may be away before its saved configuration is removed, in milliseconds. */
const longestAbsence = 30_000;

/** Keeps Caddy's configuration in step with the wanted routes, also when Caddy restarts. */
export function syncCaddy(settings: CaddySettings & { readonly caddyAdminSocket: string }, log: Log) {
  const caddy = connectCaddy(settings.caddyAdminSocket);
  const files = openUpstreamFiles(settings.upstreamsFolder);
  let wanted: readonly Route[] | undefined;
  /** The id of the configuration that Caddy runs with. */
  let loaded: string | undefined;
  let refused: string | undefined;
  /** The ports that other programs use, and when to try them again. */
  const occupied = new Map<number, number>();

  const load = coalesce(
    async () => {
      if (!wanted) return;
      const routes = wanted;
      const contents = upstreamFileContents(routes);
      await files.write(contents);
      const { id, json } = caddyConfig(routes, settings, new Set(occupied.keys()));
      if (id === loaded || id === refused) return;
      if (loaded !== undefined || !(await caddy.holds(id))) {
        const refusal = await caddy.load(json);
        if (refusal !== undefined) {
          handleRefusal(id, refusal);
          return;
        }
        log.write(`Caddy serves ${summary(routes)}`);
      }
      loaded = id;
      await files.prune(new Set(contents.keys()));
    },
    (error) => log.state('caddy', `cannot configure Caddy: ${String(error)}`),
  );

  const handleRefusal = (id: string, refusal: string) => {
    const port = occupiedPort(refusal);
    if (port === undefined) {
      refused = id;
      log.write(`Caddy refuses the configuration: ${refusal}`);
    } else {
      occupied.set(port, Date.now() + occupiedTime);
      log.state(`port ${port}`, `port ${port} is not served: another program on this node uses it`);
      load();
    }
  };

  return {
    /** Sets the routes that Caddy serves: writes their upstream files, and loads the configuration if it differs. */
    serve(routes: readonly Route[]): void {
      wanted = routes;
      load();
    },
    /** Tries a refused configuration again. */
    retry(): void {
      refused = undefined;
      for (const [port, until] of occupied) if (until < Date.now()) occupied.delete(port);
      load();
    },
    /** Loads the configuration again when Caddy has lost it, until the signal is aborted. */
    async watch(signal: AbortSignal): Promise<void> {
      let answered = Date.now();
      while (!signal.aborted) {
        const holds = await caddy.holds(loaded ?? 'nothing');
        if (holds !== undefined) {
          answered = Date.now();
          log.state('caddy', 'Caddy answers');
        } else if (Date.now() - answered > longestAbsence) {
          // Caddy may fail to start with its saved configuration, for example because another program now uses one of
          // its ports. Without the file it starts empty and gets its configuration from the agent.
          rmSync(join(dirname(settings.caddyAdminSocket), 'caddy/autosave.json'), { force: true });
        }
        if (!holds) loaded = undefined;
        if (holds === false) load();
        await pause(holds ? 1000 : 200, signal);
      }
    },
  };
}

function summary(routes: readonly Route[]): string {
  const hosts = new Set(routes.map((route) => route.host));
  const ports = new Set(routes.map((route) => route.listen));
  const list = [...ports].toSorted((a, b) => a - b).join(', ');
  return `${hosts.size} ${hosts.size === 1 ? 'host' : 'hosts'}${list && ` at ${list}`}`;
}

/** The part of Caddy's admin API (https://caddyserver.com/docs/api) that the agent needs, through its unix socket. */
function connectCaddy(socketPath: string) {
  return {
    /** Whether Caddy runs with the configuration of this id; undefined while it cannot be reached. */
    async holds(id: string): Promise<boolean | undefined> {
      try {
        const { status } = await callUnix(socketPath, { path: `/id/${id}`, timeout: 5000 });
        return status === 200;
      } catch {
        return undefined;
      }
    },
    /** Replaces the configuration. If Caddy refuses it, the previous one stays, and this returns the reason. */
    async load(json: string): Promise<string | undefined> {
      const options = { method: 'POST', path: '/load', body: json, timeout: 60_000 };
      const { status, body } = await callUnix(socketPath, options);
      return status === 200 ? undefined : body.trim();
    },
  };
}

/** The port that another program uses, if Caddy refused a configuration for that reason. */
export function occupiedPort(refusal: string): number | undefined {
  const match = /listen tcp [^ ]*:(\d+): bind: address already in use/.exec(refusal);
  return match ? Number(match[1]) : undefined;
}
