import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from '../routes/plan-routes.ts';

/**
 * Stands for "no upstream now". A connection to the broadcast address fails at once and leaves no node, so that Caddy
 * tries again until there is an upstream. Without an answer, Caddy would use the upstreams of an earlier answer.
 */
const unreachable = '255.255.255.255';

/** How many upstreams of a route Caddy finds while the agent is away. */
const filesOfRoute = 4;

/** The names of the files, in `upstreamsFolder`, from which Caddy reads a route's upstreams while the agent is away. */
export function upstreamFiles({ host, listen }: Route): string[] {
  return Array.from({ length: filesOfRoute }, (_, index) => `${digest(`${host}:${listen}`)}-${index}`);
}

/** The name whose addresses are a route's upstreams with the given port (under RFC 6761's `invalid`). */
export function lookupName({ host, listen }: Route, port: number): string {
  return `${digest(`${host}:${listen}:${port}`)}.ecs-efs.invalid`;
}

/** A short name for a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The addresses by name with which the agent answers Caddy's look-ups. */
export function lookupTable(routes: readonly Route[]): Map<string, string[]> {
  return new Map(
    routes.flatMap((route) =>
      route.ports.map((port): [string, string[]] => {
        const upstreams = route.upstreams.filter((upstream) => upstream.port === port);
        const addresses = [...new Set(upstreams.map(({ address }) => address))];
        return [lookupName(route, port), addresses.length > 0 ? addresses : [unreachable]];
      }),
    ),
  );
}

/** The contents of the upstream files by name: one `address:port` each, the upstreams of a route by turns. */
export function upstreamFileContents(routes: readonly Route[]): Map<string, string> {
  return new Map(
    routes.flatMap((route) =>
      upstreamFiles(route).map((name, index): [string, string] => {
        const upstream = route.upstreams[index % route.upstreams.length];
        return [name, `${upstream?.address ?? unreachable}:${upstream?.port ?? route.ports[0]}`];
      }),
    ),
  );
}

/**
 * Opens a folder that Caddy reads at any time; creates it if needed. Asynchronous, because a busy disk would otherwise
 * delay the look-ups too. One call at a time.
 */
export function openUpstreamFiles(folder: string) {
  const written = new Map<string, string>();
  const put = async (name: string, content: string) => {
    // A reader sees the old content or the new one, never a part.
    await writeFile(join(folder, `${name}.new`), content);
    await rename(join(folder, `${name}.new`), join(folder, name));
    written.set(name, content);
  };
  return {
    /** Writes contents by file name, each file atomically. */
    async write(contents: ReadonlyMap<string, string>): Promise<void> {
      await mkdir(folder, { recursive: true });
      const changed = [...contents].filter(([name, content]) => written.get(name) !== content);
      await Promise.all(changed.map(([name, content]) => put(name, content)));
    },
    /** Removes all files but these. */
    async prune(names: ReadonlySet<string>): Promise<void> {
      const extra = (await readdir(folder)).filter((name) => !names.has(name));
      for (const name of extra) written.delete(name);
      await Promise.all(extra.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}
