import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connectCaddy, occupiedPort } from './admin-api.ts';
import { caddyConfig } from './config.ts';
import type { CaddySettings } from './caddy-settings.ts';
import { coalesce } from '../lib/coalesce.ts';
import type { Log } from '../log.ts';
import { pause } from '../lib/pause.ts';
import type { Route } from '../routes/plan-routes.ts';
import { upstreamFileContents } from './upstreams.ts';
import { openUpstreamFiles } from './upstream-files.ts';

/** How long a port that another program uses is left out, in milliseconds. */
const occupiedTime = 60_000;
/** How long Caddy may be away before its saved configuration is removed, in milliseconds. */
const longestAbsence = 30_000;

export interface CaddySync {
  /** Sets the routes that Caddy serves: writes their upstream files, and loads the configuration if it differs. */
  serve(routes: readonly Route[]): void;
  /** Tries a refused configuration again. */
  retry(): void;
  /** Loads the configuration again when Caddy has lost it, until the signal is aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

/** Keeps Caddy's configuration in step with the wanted routes, also when Caddy restarts. */
export function syncCaddy(
  settings: CaddySettings & { readonly caddyAdminSocket: string },
  log: Log,
): CaddySync {
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
    serve(routes) {
      wanted = routes;
      load();
    },
    retry() {
      refused = undefined;
      for (const [port, until] of occupied) if (until < Date.now()) occupied.delete(port);
      load();
    },
    async watch(signal) {
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
