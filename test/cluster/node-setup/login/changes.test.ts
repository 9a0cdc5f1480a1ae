import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDockerd, type Dockerd } from '../../../support/dockerd.ts';
import { registryPackages, startLoginRegistry, type LoginRegistry } from '../../../support/login-registry.ts';
import { noNodeRoot } from '../../../support/node-root.ts';
import { startLoginNode, type LoginNode } from './login-node.ts';

const restart = '--no-block try-restart ecs.service';

describe.skipIf(noNodeRoot(registryPackages))('the ECS agent of a node', () => {
  let dockerd: Dockerd;
  let first: LoginRegistry;
  let second: LoginRegistry;
  let node: LoginNode;
  let alice: string;
  let bob: string;

  beforeAll(async () => {
    dockerd = await startDockerd();
  });
  afterAll(() => dockerd.stop());
  beforeEach(async () => {
    first = await startLoginRegistry({ alice: 'secret' });
    second = await startLoginRegistry({ bob: 'hidden' });
    alice = `-u alice -p secret ${first.address}`;
    bob = `-u bob -p hidden ${second.address}`;
    node = await startLoginNode(dockerd.socket);
  });
  afterEach(async () => {
    await node.stop();
    await Promise.all([first.stop(), second.stop()]);
  });

  it('has its credentials before it starts, and is not restarted for them', async () => {
    await node.setLogins(alice, bob);
    await node.startAgent();
    expect(await node.credentials()).toEqual({
      [first.address]: 'alice:secret',
      [second.address]: 'bob:hidden',
    });
    await node.tick();
    expect(await node.systemctlCalls()).toEqual([]);
  });

  it('keeps running while nothing changes, and no registry gets another login', async () => {
    await node.setLogins(alice, bob);
    await node.startAgent();
    const asked = first.requests() + second.requests();
    expect(await node.tick()).toBe('');
    expect(await node.tick()).toBe('');
    await node.startAgent();
    expect(first.requests() + second.requests()).toBe(asked);
    expect(await node.systemctlCalls()).toEqual([]);
  });

  it('is restarted once for an added line, and only the new line logs in', async () => {
    await node.setLogins(alice);
    await node.startAgent();
    const asked = first.requests();
    await node.setLogins(alice, bob);
    expect(await node.tick()).toBe(
      `ecs-efs-login: line 2: logged in to ${second.address}\n` +
        `ecs-efs-login: the ECS agent now gets credentials for ${[first.address, second.address].toSorted().join(',')}\n`,
    );
    expect(await node.systemctlCalls()).toEqual([restart]);
    await node.startAgent();
    await node.tick();
    expect(await node.systemctlCalls()).toEqual([restart]);
    expect(first.requests()).toBe(asked);
  });

  it('is asked to restart until it has started with the new credentials', async () => {
    await node.startAgent();
    await node.setLogins(alice);
    await node.tick();
    await node.tick();
    expect(await node.systemctlCalls()).toEqual([restart, restart]);
  });

  it.each([
    ['comments and blank lines', () => ['# who', '', alice, '  # and', bob]],
    ['the order of the lines', () => [bob, alice]],
    ['the way that a line is written', () => [alice.replace('-u alice', '--username="alice"'), bob]],
  ])('is not restarted when only %s changed', async (_, lines) => {
    await node.setLogins(alice, bob);
    await node.startAgent();
    await node.setLogins(...lines());
    await node.tick();
    expect(await node.systemctlCalls()).toEqual([]);
  });

  it('loses the credentials of a removed line', async () => {
    await node.setLogins(alice, bob);
    await node.startAgent();
    await node.setLogins(bob);
    await node.tick();
    expect(await node.credentials()).toEqual({ [second.address]: 'bob:hidden' });
    expect(await node.systemctlCalls()).toEqual([restart]);
  });

  it('loses all credentials with the file, and keeps its other settings', async () => {
    const config = 'ECS_CLUSTER=acme\n# a comment\nECS_IMAGE_PULL_BEHAVIOR=once\n';
    await node.root.write('/etc/ecs/ecs.config', config);
    await node.setLogins(alice);
    await node.startAgent();
    expect(await node.agentConfig()).toContain(config);
    await node.removeLogins();
    await node.tick();
    expect(await node.agentConfig()).toBe(config);
    expect(await node.systemctlCalls()).toEqual([restart]);
  });

  it('gets a changed password', async () => {
    await node.setLogins(alice);
    await node.startAgent();
    await first.setUsers({ alice: 'renewed' });
    await node.setLogins(`-u alice -p renewed ${first.address}`);
    await node.tick();
    expect(await node.credentials()).toEqual({ [first.address]: 'alice:renewed' });
  });

  describe('whose registry cannot be reached', () => {
    it('keeps the credentials of a line that has been accepted before', async () => {
      await node.setLogins(alice, bob);
      await node.startAgent();
      await first.stop();
      await node.age(48);
      expect(await node.startAgent()).toContain(
        'line 1 keeps its earlier login: the registry could not be reached (connection refused)\n',
      );
      expect(await node.credentials()).toEqual({
        [first.address]: 'alice:secret',
        [second.address]: 'bob:hidden',
      });
    });

    it('gets none for a new or a changed line, until the registry is back', async () => {
      await node.setLogins(alice);
      await node.startAgent();
      await first.stop();
      await node.setLogins(`${alice} # changed`);
      expect(await node.tick()).toContain('line 1 is left out for now: the registry could not be reached');
      expect(await node.credentials()).toEqual({});
      first = await startLoginRegistry({ alice: 'secret' }, { port: first.port });
      await node.tick();
      expect(await node.credentials()).toEqual({ [first.address]: 'alice:secret' });
    });
  });

  describe('whose registry rejects the login', () => {
    it('loses credentials that were accepted once, when they are checked again after a day', async () => {
      await node.setLogins(alice, bob);
      await node.startAgent();
      await first.setUsers({ alice: 'renewed' });
      await node.age(23);
      await node.tick();
      expect(await node.credentials()).toHaveProperty([first.address]);
      await node.age(25);
      expect(await node.tick()).toContain('line 1 is left out: the registry rejected');
      expect(await node.credentials()).toEqual({ [second.address]: 'bob:hidden' });
      expect(await node.systemctlCalls()).toEqual([restart]);
    });

    it('reports it once, and tries again only after an hour', async () => {
      await first.setUsers({ alice: 'renewed' });
      await node.setLogins(alice);
      expect(await node.tick()).toContain('line 1 is left out: the registry rejected');
      const asked = first.requests();
      expect(await node.tick()).toBe('');
      expect(first.requests()).toBe(asked);
      await first.setUsers({ alice: 'secret' });
      await node.age(2);
      await node.tick();
      expect(await node.credentials()).toEqual({ [first.address]: 'alice:secret' });
    });
  });
});
