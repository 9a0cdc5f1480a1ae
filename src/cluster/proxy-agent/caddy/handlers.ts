import type { CaddySettings } from './caddy-settings.ts';
import type { Site } from './sites.ts';
import { unknownHostPage, type KnownHost } from './unknown-host-page.ts';
import { lookupName, upstreamFiles } from './upstreams.ts';

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Passes requests for these names to the upstreams of a route. */
export function proxy(names: readonly string[], { port: at, route }: Site, settings: CaddySettings): Json {
  const [port, another] = route.ports;
  return on(
    names,
    { handler: 'request_body', max_size: settings.bodyLimit },
    {
      handler: 'reverse_proxy',
      upstreams: upstreamFiles(route).map((name) => ({ dial: `{file.${settings.upstreamsFolder}/${name}}` })),
      // A look-up gives addresses at one port. While a deployment changes the container's port there are two, and only
      // the upstream files serve.
      ...(port !== undefined &&
        another === undefined && {
          dynamic_upstreams: {
            source: 'a',
            name: `${lookupName(route, port)}.`,
            port: String(port),
            refresh: '50ms',
            resolver: { addresses: [`tcp/127.0.0.1:${settings.dnsPort}`] },
            versions: { ipv4: true, ipv6: false },
          },
        }),
      load_balancing: {
        selection_policy: { policy: 'ip_hash' },
        try_duration: '3s',
        try_interval: '30ms',
      },
      // Without it, each try of a request would choose the same failed upstream again. Short, because a single upstream
      // gets no requests either while it counts as failed.
      health_checks: { passive: { fail_duration: '300ms', max_fails: 1 } },
      transport: { protocol: 'http', dial_timeout: '1s' },
      flush_interval: -1,
      // Without it, a new configuration would close all WebSockets.
      stream_close_delay: '24h',
      headers: {
        request: { set: { 'X-Forwarded-Port': [String(at)], 'X-Real-IP': ['{http.request.remote.host}'] } },
      },
    },
  );
}

export function redirect(names: readonly string[], url: string, status: 307 | 308): Json {
  return on(names, {
    handler: 'static_response',
    status_code: status,
    headers: { Location: [`${url}{http.request.uri}`] },
  });
}

export function notFound(hosts: readonly KnownHost[]): Json {
  return {
    handle: [
      {
        handler: 'static_response',
        status_code: 404,
        headers: {
          'Content-Type': ['text/html; charset=utf-8'],
          'Content-Security-Policy': ["default-src 'none'; style-src 'unsafe-inline'"],
          'Cache-Control': ['no-store'],
        },
        // Caddy would read the braces of the style sheet as placeholders.
        body: unknownHostPage(hosts).replaceAll(/[{}]/g, '\\$&'),
      },
    ],
  };
}

/**
 * Containers may trust these headers about the client, so the client cannot set them, also not with underscores, which
 * CGI-like servers cannot distinguish from hyphens.
 */
export const withoutForgedHeaders: Json = {
  handle: [{ handler: 'headers', request: { delete: ['*forwarded*', 'x-real*', 'x_real*'] } }],
};

/** The body of Caddy's own errors. */
export const errorText: Json = {
  handle: [
    {
      handler: 'static_response',
      status_code: '{http.error.status_code}',
      body: '{http.error.status_code} {http.error.status_text}\n',
    },
  ],
};

function on(names: readonly string[], ...handle: readonly Json[]): Json {
  return { match: [{ host: names }], handle, terminal: true };
}
