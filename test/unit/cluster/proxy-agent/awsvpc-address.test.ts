import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsvpcAddress } from '../../../../src/cluster/proxy-agent/docker/engine.ts';

describe('the address of a container in network mode awsvpc', () => {
  let agent: Server;
  let endpoint: string;
  let answer: { status: number; body: unknown };
  let asked: string | undefined;

  // The ECS agent's answer in its own form, ecs-agent/introspection/v1/response.go.
  const task = (Networks: unknown) => ({
    Arn: 'arn:aws:ecs:us-east-1:123456789012:task/cluster/0123456789abcdef',
    KnownStatus: 'RUNNING',
    Containers: [
      { DockerId: 'other', Networks: [{ NetworkMode: 'awsvpc', IPv4Addresses: ['10.0.0.9'] }] },
      { DockerId: 'mine', Networks },
    ],
  });

  beforeEach(async () => {
    agent = createServer((request, response) => {
      asked = request.url;
      response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(agent.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => agent.close(resolve)));

  it('comes from the ECS agent, by the id of the container', async () => {
    answer = { status: 200, body: task([{ NetworkMode: 'awsvpc', IPv4Addresses: ['10.0.0.7'] }]) };
    expect(await awsvpcAddress(endpoint, 'mine')).toBe('10.0.0.7');
    expect(asked).toBe('/v1/tasks?dockerid=mine');
  });

  it.each([
    { what: 'the container has no network yet', status: 200, body: task(undefined) },
    { what: 'the network is of another mode', status: 200, body: task([{ NetworkMode: 'none' }]) },
    { what: 'the task is not known', status: 404, body: {} },
    { what: 'the answer is something else', status: 200, body: [] },
  ])('is unknown if $what', async ({ status, body }) => {
    answer = { status, body };
    expect(await awsvpcAddress(endpoint, 'mine')).toBeUndefined();
  });

  it('is unknown if there is no ECS agent', async () => {
    expect(await awsvpcAddress('http://127.0.0.1:1', 'mine')).toBeUndefined();
  });
});
