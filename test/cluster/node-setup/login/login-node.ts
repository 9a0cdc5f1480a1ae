import { readFileSync } from 'node:fs';
import { startNodeRoot, type NodeRoot } from '../../../support/node-root.ts';

const script = readFileSync(
  new URL('../../../../src/cluster/node-setup/docker-login.sh', import.meta.url),
  'utf8',
);
const loginFile = '/cluster/docker-login/login.txt';

/** A node with the login script, /cluster mounted, a Docker Engine, and a `systemctl` that only takes notes. */
export interface LoginNode {
  readonly root: NodeRoot;
  /** Writes login.txt. */
  setLogins(...lines: readonly string[]): Promise<void>;
  removeLogins(): Promise<void>;
  /** Runs the script as ecs.service does before it starts the agent; gives what it says. */
  startAgent(): Promise<string>;
  /** Runs the script as the timer does; gives what it says. */
  tick(): Promise<string>;
  /** What the agent would read: USER:PASSWORD by registry. */
  credentials(): Promise<Record<string, string>>;
  agentConfig(): Promise<string>;
  /** The commands that systemctl has been given. */
  systemctlCalls(): Promise<string[]>;
  /** Makes the logins so far look `hours` old. */
  age(hours: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startLoginNode(dockerSocket: string): Promise<LoginNode> {
  const root = await startNodeRoot({ '/run/docker.sock': dockerSocket });
  await root.sh('mkdir /cluster && mount -t tmpfs cluster /cluster');
  await root.write('/usr/local/sbin/ecs-efs-login', script, '755');
  await root.write('/usr/local/sbin/systemctl', '#!/bin/sh\necho "$*" >>/run/systemctl-calls\n', '755');
  await root.write('/etc/ecs/ecs.config', 'ECS_CLUSTER=acme\n', '600');
  const agentConfig = () => root.sh('cat /etc/ecs/ecs.config');
  return {
    root,
    agentConfig,
    setLogins: (...lines) => root.write(loginFile, lines.map((line) => `${line}\n`).join('')),
    async removeLogins() {
      await root.sh(`rm ${loginFile}`);
    },
    startAgent: () => root.sh('ecs-efs-login'),
    tick: () => root.sh('ecs-efs-login --restart-agent'),
    credentials: async () => parseCredentials(await agentConfig()),
    systemctlCalls: async () =>
      (await root.sh('cat /run/systemctl-calls 2>/dev/null || :')).split('\n').slice(0, -1),
    async age(hours) {
      await root.sh(`find /var/lib/ecs-efs -type f -exec touch -d '${hours} hours ago' {} +`);
    },
    stop: () => root.stop(),
  };
}

/** Reads the configuration as ecs-init and the agent do: lines cut at the first `=`, JSON, base64. */
function parseCredentials(config: string): Record<string, string> {
  const settings = new Map(
    config.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const data = settings.get('ECS_ENGINE_AUTH_DATA');
  if (settings.get('ECS_ENGINE_AUTH_TYPE') !== 'dockercfg' || data === undefined) return {};
  return Object.fromEntries(
    Object.entries(JSON.parse(data) as Record<string, { auth: string }>).map(([registry, { auth }]) => [
      registry,
      Buffer.from(auth, 'base64').toString(),
    ]),
  );
}
