import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDockerd, type Dockerd } from '../../../support/dockerd.ts';
import {
  makeCertificate,
  registryPackages,
  startGateway,
  startLoginRegistry,
  type Gateway,
  type LoginRegistry,
} from '../../../support/login-registry.ts';
import { noNodeRoot } from '../../../support/node-root.ts';
import { startLoginNode, type LoginNode } from './login-node.ts';

describe.skipIf(noNodeRoot(registryPackages))('a line of login.txt', () => {
  let dockerd: Dockerd;
  let registry: LoginRegistry;
  let second: LoginRegistry;
  let quay: LoginRegistry;
  let hub: LoginRegistry;
  let gateway: Gateway;
  let folder: string;
  let node: LoginNode;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ecs-efs-certificate-'));
    const certificate = await makeCertificate(folder, ['quay.io', 'registry-1.docker.io']);
    registry = await startLoginRegistry({
      alice: 'secret',
      bob: `it's a "pass" $word \\ #1`,
      carol: '#1=$x`y`',
      dora: 'pässwörd',
    });
    second = await startLoginRegistry({ erik: 'other' });
    quay = await startLoginRegistry({ quay_user: 'password' }, { certificate });
    hub = await startLoginRegistry({ docker_user: 'password' }, { certificate });
    gateway = await startGateway({ 'quay.io': quay.port, 'registry-1.docker.io': hub.port });
    dockerd = await startDockerd({ HTTPS_PROXY: gateway.url, SSL_CERT_FILE: certificate.file });
  });
  afterAll(async () => {
    await dockerd.stop();
    await Promise.all([gateway, registry, second, quay, hub].map((server) => server.stop()));
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    node = await startLoginNode(dockerd.socket);
  });
  afterEach(() => node.stop());

  it("logs in with the ancestor's own example of a file", async () => {
    await node.setLogins(
      '# Log in to quay.io',
      '-u quay_user -p password quay.io',
      '# Log in to the docker hub',
      '-u docker_user -p password',
    );
    expect(await node.startAgent()).toBe(
      [
        'ecs-efs-login: line 2: logged in to quay.io',
        'ecs-efs-login: line 4: logged in to https://index.docker.io/v1/',
        'ecs-efs-login: the ECS agent now gets credentials for https://index.docker.io/v1/,quay.io\n',
      ].join('\n'),
    );
    expect(await node.credentials()).toEqual({
      'https://index.docker.io/v1/': 'docker_user:password',
      'quay.io': 'quay_user:password',
    });
  });

  it.each(['docker.io', 'https://index.docker.io/v1/', 'index.docker.io', 'registry-1.docker.io'])(
    'names the Docker Hub as the agent does, when it says %s',
    async (name) => {
      await node.setLogins(`-u docker_user -p password ${name}`);
      await node.startAgent();
      expect(await node.credentials()).toEqual({ 'https://index.docker.io/v1/': 'docker_user:password' });
    },
  );

  it.each([
    ['short options', '-u alice -p secret REGISTRY'],
    ['long options', '--username alice --password secret REGISTRY'],
    ['long options with =', '--username=alice --password=secret REGISTRY'],
    ['attached short options', '-ualice -psecret REGISTRY'],
    ['short options with =', '-u=alice -p=secret REGISTRY'],
    ['the registry first', 'REGISTRY -p secret -u alice'],
    ['the whole command', 'docker login -u alice -p secret REGISTRY'],
    ['an e-mail address, as docker once asked for', '-u alice -p secret -e alice@example.com REGISTRY'],
    ['blanks and tabs', '  \t-u   alice\t-p secret  REGISTRY  '],
    ['a carriage return', '-u alice -p secret REGISTRY\r'],
    ['a scheme and a path', '-u alice -p secret http://REGISTRY/v2/'],
    ['single quotes', `-u 'alice' -p 'secret' 'REGISTRY'`],
    ['double quotes', '-u "alice" -p"secret" REGISTRY'],
    ['backslashes', '-u al\\ice -p s\\ecret REGISTRY'],
    ['a comment at its end', '-u alice -p secret REGISTRY # for the web server'],
  ])('may be written with %s', async (_, line) => {
    await node.setLogins(line.replace('REGISTRY', registry.address));
    await node.startAgent();
    expect(await node.credentials()).toEqual({ [registry.address]: 'alice:secret' });
  });

  it.each([
    ['bob', `'it'"'"'s a "pass" $word \\ #1'`, `it's a "pass" $word \\ #1`],
    ['bob', `"it's a \\"pass\\" $word \\\\ #1"`, `it's a "pass" $word \\ #1`],
    ['carol', '#1=$x`y`', '#1=$x`y`'],
    ['dora', 'pässwörd', 'pässwörd'],
  ])('takes the password of %s from %s and expands nothing', async (user, quoted, password) => {
    await node.setLogins(`-u ${user} -p ${quoted} ${registry.address}`);
    await node.startAgent();
    expect(await node.credentials()).toEqual({ [registry.address]: `${user}:${password}` });
  });

  it.each([
    ['a quote is not closed', `-u alice -p 'hush hush.example`],
    ['it needs -u USER and -p PASSWORD', '-u alice hush.example'],
    ['it needs -u USER and -p PASSWORD', '-p hush hush.example'],
    ['it needs -u USER and -p PASSWORD', 'hush.example -u alice -p'],
    ['it needs -u USER and -p PASSWORD', `-u alice -p '' hush.example`],
    ['--password-stdin has nothing to read here, use -p', '-u hush --password-stdin hush.example'],
    ['an option is neither -u nor -p', '-u alice -p hush --hush=1 hush.example'],
    ['there is more than one registry', '-u alice -p pass hush hush.example'],
    ['the registry is not a host name', '-u alice -p quay.io hush'],
    ['the registry is not a host name', '-u alice -p quay.io hush.$(id)'],
    ['a user name cannot contain a colon', '-u alice:hush -p pass hush.example'],
    ['the registry could not be reached', '-u alice -p hush hush.example'],
  ])('is left out with the words "%s" and no word of its own: %s', async (problem, line) => {
    await node.setLogins('# a comment', '', line, `-u alice -p secret ${registry.address}`);
    const said = await node.startAgent();
    expect(said).toMatch(new RegExp(`^ecs-efs-login: line 3 is left out[a-z ]*: ${problem}`));
    expect(said).not.toContain('hush');
    expect(await node.credentials()).toEqual({ [registry.address]: 'alice:secret' });
  });

  it('does not keep the next ones from logging in when its password is wrong', async () => {
    await node.setLogins(`-u alice -p wrong ${registry.address}`, `-u erik -p other ${second.address}`);
    const said = await node.startAgent();
    expect(said).toContain('line 1 is left out: the registry rejected the user name or the password\n');
    expect(said).toContain(`line 2: logged in to ${second.address}\n`);
    expect(await node.credentials()).toEqual({ [second.address]: 'erik:other' });
  });

  it('wins over an earlier one for the same registry', async () => {
    await node.setLogins(`-u dora -p pässwörd ${registry.address}`, `-u alice -p secret ${registry.address}`);
    await node.startAgent();
    expect(await node.credentials()).toEqual({ [registry.address]: 'alice:secret' });
  });

  it('is read when it is the last one and has no end of line', async () => {
    await node.root.write('/cluster/docker-login/login.txt', `-u alice -p secret ${registry.address}`);
    await node.startAgent();
    expect(await node.credentials()).toEqual({ [registry.address]: 'alice:secret' });
  });
});
