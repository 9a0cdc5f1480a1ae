import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isHostName } from '../labels.ts';
import type { CaddySettings } from './caddy/sites.ts';
import type { RouteSettings } from './routes/plan-routes.ts';

export interface AgentSettings extends RouteSettings, CaddySettings {
  readonly dockerSocket: string;
  readonly caddyAdminSocket: string;
  /** The address of the ECS agent's introspection API, such as `http://localhost:51678`. */
  readonly ecsAgent: string;
  /** How long a route stays without upstreams, in milliseconds. */
  readonly linger: number;
}

/** The default and the description of each option. In the environment: upper case, `_` for `-`. */
const options = {
  'docker-socket': ['/var/run/docker.sock', "Docker's unix socket"],
  'caddy-admin-socket': ['/config/admin.sock', "Caddy's admin socket; upstreams/ is beside it"],
  'dns-port': ['5380', "TCP port of the loopback interface for Caddy's look-ups"],
  'proxy-domain': ['', 'completes a proxy.host without a dot'],
  'proxy-ports': ['80,443', 'ports that the security group opens'],
  'short-names': ['serve', 'serve, or redirect to the full name'],
  'body-limit': ['100', 'largest request body in MB'],
  'acme-email': ['', 'turns HTTPS on'],
  'acme-directory': ['', "ACME directory, if not Let's Encrypt's"],
  'acme-root': ['', 'PEM file with its root certificate'],
  'listen-address': ['', 'address to listen on, if not all'],
  linger: ['120', 'seconds that a route stays without upstreams'],
  'ecs-agent': ['http://localhost:51678', 'ECS agent, for addresses of awsvpc tasks'],
} as const;

/**
 * Linux gives outgoing connections ports from 32768 on (ip_local_port_range). While the agent is away, a connection of
 * Caddy to such a port could get that port itself, connect to itself, and keep the agent from listening there.
 */
const highestDnsPort = 32767;

type Option = keyof typeof options;

/** The text of `--help`. */
export function help(): string {
  const lines = Object.entries(options).map(
    ([name, [value, text]]) => `  --${name.padEnd(20)} ${text}${value && ` (${value})`}`,
  );
  return `Keeps Caddy in step with the containers of this node.\n\n${lines.join('\n')}\n\nEach is also read from the environment: --dns-port from DNS_PORT.`;
}

/**
 * Reads the agent's settings from command-line options, then from the environment.
 *
 * @returns undefined for `--help`.
 * @throws if an option is unknown or a value is not valid, with the option's name.
 */
export function readSettings(
  args: readonly string[] | undefined,
  env: Readonly<Record<string, string | undefined>>,
): AgentSettings | undefined {
  const names = Object.keys(options) as Option[];
  const { values } = parseArgs({
    ...(args && { args: [...args] }),
    options: {
      help: { type: 'boolean' },
      ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    },
  });
  if (values.help) return undefined;
  const given = values as Partial<Record<Option, string>>;
  const text = (name: Option) =>
    (given[name] ?? env[name.toUpperCase().replaceAll('-', '_')] ?? options[name][0]).trim();
  const refuse = (name: Option, expected: string) => {
    throw new Error(`--${name}: ${JSON.stringify(text(name))} is ${expected}`);
  };
  const whole = (name: Option, most: number): number => {
    const value = Number(text(name));
    if (!/^\d+$/.test(text(name)) || value > most) refuse(name, `not a whole number up to ${most}`);
    return value;
  };

  const domain = text('proxy-domain')
    .toLowerCase()
    .replace(/^\.|\.$/g, '');
  if (domain && !isHostName(domain)) refuse('proxy-domain', 'not a domain');
  const shortNames = text('short-names') === 'redirect' ? 'redirect' : 'serve';
  if (text('short-names') !== shortNames) refuse('short-names', 'neither serve nor redirect');
  const caddyAdminSocket = text('caddy-admin-socket');
  return {
    dockerSocket: text('docker-socket'),
    caddyAdminSocket,
    upstreamsFolder: join(dirname(caddyAdminSocket), 'upstreams'),
    dnsPort: whole('dns-port', highestDnsPort),
    domain,
    openPorts: text('proxy-ports')
      .split(/[\s,]+/)
      .map(Number),
    shortNames,
    bodyLimit: whole('body-limit', 1e6) * 1e6,
    acmeEmail: text('acme-email'),
    https: text('acme-email') !== '',
    acmeDirectory: text('acme-directory'),
    acmeRoot: text('acme-root'),
    listenAddress: text('listen-address'),
    linger: whole('linger', 1e6) * 1000,
    ecsAgent: text('ecs-agent'),
  };
}
