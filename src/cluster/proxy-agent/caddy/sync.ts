import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connectCaddy, occupiedPort } from './admin-api.ts';
import { caddyConfig, type CaddySettings } from './config.ts';
import { coalesce } from '../lib/coalesce.ts';
import type { Log } from '../log.ts';
import { pause } from '../lib/pause.ts';
import type { Route } from '../routes/plan-routes.ts';
import { slotContents } from './upstreams.ts';
import { openServerFiles } from './upstream-files.ts';

/** How long a port that another program has is left alone, in milliseconds. */
const occupiedTime = 60_000;
/** How long Caddy may be away before its saved configuration is suspected, in milliseconds. */
const longestAbsence = 30_000;

export interface CaddyKeeper {
  /** Sets the routes that Caddy is to serve: writes their slot files, and loads the configuration if it differs. */
  serve(routes: readonly Route[]): void;
  /** Tries a configuration again that Caddy has refused. */
  retry(): void;
  /** Loads the configuration whenever Caddy turns out to have lost it, until the signal is aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

/** Keeps Caddy at the wanted routes, whatever becomes of it. */
export function keepCaddy(
  settings: CaddySettings & { readonly caddyAdminSocket: string },
  log: Log,
): CaddyKeeper {
  const caddy = connectCaddy(settings.caddyAdminSocket);
  const files = openServerFiles(settings.serversFolder);
  let wanted: readonly Route[] | undefined;
  let held: string | undefined;
  let refused: string | undefined;
  /** When a port that another program had is tried again. */
  const occupied = new Map<number, number>();

  const load = coalesce(
    async () => {
      if (!wanted) return;
      const routes = wanted;
      const contents = slotContents(routes);
      await files.write(contents);
      const { id, json } = caddyConfig(routes, settings, new Set(occupied.keys()));
      if (id === held || id === refused) return;
      if (held !== undefined || !(await caddy.holds(id))) {
        const refusal = await caddy.load(json);
        if (refusal !== undefined) {
          turnAway(id, refusal);
          return;
        }
        log.say(`Caddy serves ${summary(routes)}`);
      }
      held = id;
      await files.prune(new Set(contents.keys()));
    },
    (error) => log.state('caddy', `Caddy cannot be told: ${String(error)}`),
  );

  const turnAway = (id: string, refusal: string) => {
    const port = occupiedPort(refusal);
    if (port === undefined) {
      refused = id;
      log.say(`Caddy refuses the configuration: ${refusal}`);
    } else {
      occupied.set(port, Date.now() + occupiedTime);
      log.state(`port ${port}`, `port ${port} is not served: another program on this node has it`);
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
        const holds = await caddy.holds(held ?? 'nothing');
        if (holds !== undefined) {
          answered = Date.now();
          log.state('caddy', 'Caddy answers');
        } else if (Date.now() - answered > longestAbsence) {
          // It may be failing at the configuration that it saved, say for a port that was taken since. Without
          // the file it starts empty, and gets its configuration from here.
          rmSync(join(dirname(settings.caddyAdminSocket), 'caddy/autosave.json'), { force: true });
        }
        if (!holds) held = undefined;
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
