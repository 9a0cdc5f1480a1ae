import { callUnix } from '../lib/unix-http.ts';

/** The part of Caddy's admin API (https://caddyserver.com/docs/api) that the agent needs. */
export interface Caddy {
  /** Whether Caddy runs with the configuration of this id; undefined while it cannot be reached. */
  holds(id: string): Promise<boolean | undefined>;
  /** Replaces the configuration. If Caddy refuses it, the previous one stays, and this returns the reason. */
  load(json: string): Promise<string | undefined>;
}

/** Talks to the admin API through its unix socket. */
export function connectCaddy(socketPath: string): Caddy {
  return {
    async holds(id) {
      try {
        const { status } = await callUnix(socketPath, { path: `/id/${id}`, timeout: 5000 });
        return status === 200;
      } catch {
        return undefined;
      }
    },
    async load(json) {
      const { status, body } = await callUnix(socketPath, {
        method: 'POST',
        path: '/load',
        body: json,
        timeout: 60_000,
      });
      return status === 200 ? undefined : body.trim();
    },
  };
}

/** The port that another program uses, if Caddy refused a configuration for that reason. */
export function occupiedPort(refusal: string): number | undefined {
  const match = /listen tcp [^ ]*:(\d+): bind: address already in use/.exec(refusal);
  return match ? Number(match[1]) : undefined;
}
