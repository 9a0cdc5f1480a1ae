import { createHash, randomBytes } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countLoads } from '../../support/caddy.ts';
import { noDocker, startDocker, type ContainerOptions, type Engine } from '../../support/docker.ts';
import { until } from '../../support/poll.ts';
import { call, startProxyNode, type Answer, type Call, type ProxyNode } from '../../support/proxy.ts';

describe.skipIf(noDocker)('the proxy of a node', { timeout: 30_000 }, () => {
  let docker: Engine;
  let node: ProxyNode;
  /** Stands for the ECS agent: the addresses that it tells, by container. */
  const taskAddresses = new Map<string, string>();
  const ecsAgent = createHttpServer((request, response) => {
    const id = new URL(request.url ?? '', 'http://localhost').searchParams.get('dockerid') ?? '';
    const Networks = [{ NetworkMode: 'awsvpc', IPv4Addresses: [taskAddresses.get(id)] }];
    response.end(JSON.stringify({ Containers: taskAddresses.has(id) ? [{ DockerId: id, Networks }] : [] }));
  });

  beforeAll(async () => {
    docker = await startDocker();
    await new Promise<void>((resolve) => ecsAgent.listen(0, '127.0.0.1', resolve));
    const { port } = ecsAgent.address() as AddressInfo;
    node = await startProxyNode({
      dockerSocket: docker.socket,
      options: [
        ...['--proxy-domain', 'example.com', '--linger', '4'],
        ...['--ecs-agent', `http://127.0.0.1:${port}`],
      ],
    });
  });
  afterAll(async () => {
    await node?.stop();
    await docker?.shutDown();
    ecsAgent.close();
  });
  afterEach(() => docker.removeAll());

  const serve = (labels: Record<string, string>, options: ContainerOptions = {}) =>
    docker.run({ env: { NAME: options.name ?? 'web' }, ...options, labels });
  const ask = (request: Call) => call(node.address, request);
  const nameIn = ({ status, body }: Answer) =>
    status === 200 ? (JSON.parse(body) as { name: string }).name : `status ${status}`;
  const answered = (request: Call) =>
    until(`200 from ${request.host}`, async () => {
      const answer = await ask(request);
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
      return answer;
    });
  const said = (text: string) => until(`the agent says ${text}`, () => node.agent.output().includes(text));

  it('serves a host at port 80 if there are no proxy.ports', async () => {
    await serve({ 'proxy.host': 'plain.example.com' }, { name: 'plain' });

    expect(nameIn(await answered({ host: 'plain.example.com' }))).toBe('plain');
  });

  it('serves several names, separated by blanks and commas and completed with the domain', async () => {
    await serve({ 'proxy.host': 'One  two.example.org,three' });

    for (const host of ['one.example.com', 'two.example.org', 'three.example.com']) await answered({ host });
  });

  it('serves each name also by its short name, in any case', async () => {
    await serve({ 'proxy.host': 'shop.example.com' });

    await answered({ host: 'shop' });
    await answered({ host: 'SHOP.Example.COM' });
  });

  it('gives a short name that two hosts share to the first in alphabetical order', async () => {
    await serve({ 'proxy.host': 'wiki.zoo.example.org' }, { name: 'zoo' });
    await serve({ 'proxy.host': 'wiki.ant.example.org' }, { name: 'ant' });
    await answered({ host: 'wiki.zoo.example.org' });
    await answered({ host: 'wiki.ant.example.org' });

    expect(nameIn(await ask({ host: 'wiki' }))).toBe('ant');
  });

  it('serves the ports `5000 81:82 80` of one container', async () => {
    await serve({ 'proxy.host': 'ports', 'proxy.ports': '5000 81:82 80' }, { env: { PORTS: '5000 82 80' } });
    await answered({ host: 'ports.example.com' });

    const portBehind = async (port: number) =>
      (JSON.parse((await answered({ host: 'ports.example.com', port })).body) as { port: string }).port;
    expect([await portBehind(5000), await portBehind(81), await portBehind(80)]).toEqual([
      '5000',
      '82',
      '80',
    ]);
  });

  it('names the parameter that opens a port which the security group closes', async () => {
    await serve({ 'proxy.host': 'side', 'proxy.ports': '8088:80' }, { name: 'side' });

    await answered({ host: 'side.example.com', port: 8088 });
    await said(
      'side: port 8088 is served on this node, but its security group does not open it: ' +
        'add 8088 to the parameter ProxyPorts\n',
    );
  });

  it('shares a host between its containers, and sends each client to the same one', async () => {
    await Promise.all(['ann', 'bob', 'cem'].map((name) => serve({ 'proxy.host': 'many' }, { name })));
    const clients = Array.from({ length: 24 }, (_, n) => `127.9.9.${n + 1}`);
    const whoAnswers = () =>
      Promise.all(clients.map(async (from) => nameIn(await answered({ host: 'many', from }))));
    await until('all three answer', async () => new Set(await whoAnswers()).size === 3);

    expect(await whoAnswers()).toEqual(await whoAnswers());
  });

  it('retries a request on another container if one refuses connections', async () => {
    await serve({ 'proxy.host': 'half' }, { name: 'good' });
    await serve({ 'proxy.host': 'half' }, { name: 'deaf', command: ['/bin/sleep', '1000'] });
    await answered({ host: 'half' });
    await until('Caddy knows both', async () => (await docker.inspect('deaf')).State.Running);

    const clients = Array.from({ length: 20 }, (_, n) => `127.9.8.${n + 1}`);
    const answers = await Promise.all(
      clients.map((from) =>
        ask({ host: 'half', from, method: 'POST', path: '/upload', body: 'x'.repeat(5000) }),
      ),
    );
    expect(answers.map(({ body }) => body)).toEqual(clients.map(() => '{"bytes":5000}'));
  });

  it('answers 404 and a page with links to the known hosts for a host that it does not know', async () => {
    await serve({ 'proxy.host': 'known', 'proxy.ports': '80 81:80' });
    await answered({ host: 'known.example.com' });

    const answer = await ask({ host: 'unknown.example.com', path: '/some/page' });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('href="http://known.example.com/"');
    expect(answer.body).toContain('href="http://known.example.com:81/"');
    expect(answer.body).toContain('*{box-sizing:border-box}');
    expect(answer.body).not.toContain('unknown.example.com');
  });

  it('drops a host some time after its last container has gone', async () => {
    const id = await serve({ 'proxy.host': 'brief' });
    await answered({ host: 'brief' });
    await docker.stop(id);

    await until('the page for unknown hosts', async () => (await ask({ host: 'brief' })).status === 404);
  });

  it('holds a request until the next container of its host is there', async () => {
    const id = await serve({ 'proxy.host': 'lone' }, { name: 'before' });
    await answered({ host: 'lone' });
    await docker.stop(id);
    const [answer] = await Promise.all([
      ask({ host: 'lone' }),
      serve({ 'proxy.host': 'lone' }, { name: 'after' }),
    ]);

    expect(nameIn(answer)).toBe('after');
  });

  it('takes a body of 100 MB, and refuses a larger one with 413', async () => {
    await serve({ 'proxy.host': 'upload' });
    await answered({ host: 'upload' });
    const upload = (bytes: number) =>
      ask({ host: 'upload', method: 'POST', path: '/upload', body: megabytes(bytes / 1e6) });

    expect((await upload(100e6)).body).toBe('{"bytes":100000000}');
    expect((await upload(101e6)).status).toBe(413);
  });

  it('streams a response while the container is still writing it', async () => {
    await serve({ 'proxy.host': 'stream' });
    await answered({ host: 'stream' });

    const { socket, received } = await rawRequest(
      node.address,
      'GET /stream HTTP/1.1\r\nHost: stream\r\n\r\n',
    );
    await until('the first line arrives', () => received().includes('first\n'));
    socket.destroy();
  });

  it('carries a WebSocket, also across a change of the other hosts', async () => {
    await serve({ 'proxy.host': 'chat' });
    await answered({ host: 'chat' });
    const key = randomBytes(16).toString('base64');
    const { socket, received } = await rawRequest(
      node.address,
      'GET /socket HTTP/1.1\r\nHost: chat\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    await until('it opens', () => received().includes(`Sec-WebSocket-Accept: ${accept}`));
    socket.write(maskedFrame('hello'));
    await until('the echo', () => received().endsWith('hello'));

    const loads = countLoads(node.caddy);
    await serve({ 'proxy.host': 'another' });
    await answered({ host: 'another' });
    expect(countLoads(node.caddy)).toBeGreaterThan(loads);
    socket.write(maskedFrame('still here'));
    await until('another echo', () => received().endsWith('still here'));
    socket.destroy();
  });

  it('tells the container the address of the client, and ignores the headers that the client sends about it', async () => {
    await serve({ 'proxy.host': 'who', 'proxy.ports': '81:80' });
    const forged = Object.fromEntries(
      [
        ...[
          'X-Forwarded-For',
          'X-Forwarded-Host',
          'X-Forwarded-Proto',
          'X-Forwarded-Port',
          'X-Forwarded-Prefix',
        ],
        ...['Forwarded', 'X-Real-IP', 'X_Forwarded_For', 'X-Original-Forwarded-For'],
      ].map((name) => [name, 'forged']),
    );

    const { body } = await answered({
      host: 'who.example.com',
      port: 81,
      from: '127.9.7.1',
      headers: forged,
    });
    const { headers } = JSON.parse(body) as { headers: Record<string, string> };
    expect(Object.fromEntries(Object.entries(headers).filter(([name]) => /forw|real/.test(name)))).toEqual({
      'x-forwarded-for': '127.9.7.1',
      'x-forwarded-host': 'who.example.com:81',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '81',
      'x-real-ip': '127.9.7.1',
    });
  });

  it('sends a container with a health check no requests until it is healthy', async () => {
    const id = await serve(
      { 'proxy.host': 'checked' },
      { healthCheck: '/bin/sh -c "[ -e /healthy ]"', name: 'checked' },
    );
    await serve({ 'proxy.host': 'beside' });
    await answered({ host: 'beside' });
    expect((await ask({ host: 'checked' })).status).toBe(404);

    await docker.exec(id, ['/bin/touch', '/healthy']);
    expect(nameIn(await answered({ host: 'checked' }))).toBe('checked');

    await docker.exec(id, ['/bin/rm', '/healthy']);
    await until('it is unhealthy', async () => (await ask({ host: 'checked' })).status !== 200);
  });

  it('sends a container no more requests when it is signalled to stop', async () => {
    await serve({ 'proxy.host': 'drain' }, { name: 'stays' });
    const id = await serve(
      { 'proxy.host': 'drain' },
      { name: 'leaves', env: { NAME: 'leaves', AT_SIGTERM: 'stay' } },
    );
    const clients = Array.from({ length: 16 }, (_, n) => `127.9.6.${n + 1}`);
    const whoAnswers = async () =>
      new Set(
        await Promise.all(clients.map(async (from) => nameIn(await answered({ host: 'drain', from })))),
      );
    await until('both answer', async () => (await whoAnswers()).size === 2);

    const stopped = docker.stop(id, 3);
    await until('one answers', async () => (await whoAnswers()).size === 1);
    expect((await docker.inspect(id)).State.Running).toBe(true);
    await stopped;
  });

  it('keeps sending requests to a container that got another signal', async () => {
    const id = await serve({ 'proxy.host': 'hup' }, { name: 'hup', stopSignal: 'SIGQUIT' });
    await answered({ host: 'hup' });
    await docker.kill(id, 'SIGWINCH');
    await serve({ 'proxy.host': 'later' });
    await answered({ host: 'later' });

    expect(nameIn(await ask({ host: 'hup' }))).toBe('hup');
  });

  it('sends a paused container no requests', async () => {
    await serve({ 'proxy.host': 'pair' }, { name: 'awake' });
    const id = await serve({ 'proxy.host': 'pair' }, { name: 'asleep' });
    const clients = Array.from({ length: 16 }, (_, n) => `127.9.5.${n + 1}`);
    const whoAnswers = async () =>
      new Set(await Promise.all(clients.map(async (from) => nameIn(await answered({ host: 'pair', from })))));
    await until('both answer', async () => (await whoAnswers()).size === 2);
    await docker.pause(id);

    await until('one answers', async () => (await whoAnswers()).size === 1);
  });

  it('leaves out only the wrong entry, and logs once which container has it', async () => {
    const labels = {
      'proxy.host': 'fine bad_name {http.request.host} *.example.com 10.0.0.1 fine2',
      'proxy.ports': '80 22 99999:80 x:y {env.HOME} 2019:80',
    };
    await serve(labels, { name: 'mixed' });
    await answered({ host: 'fine.example.com' });
    await answered({ host: 'fine2.example.com' });
    await serve({ 'proxy.host': 'neighbour' });
    await answered({ host: 'neighbour' });

    const lines = node.agent
      .output()
      .split('\n')
      .filter((line) => line.startsWith('mixed: '));
    expect(lines.toSorted()).toEqual(
      [
        ...['bad_name', '{http.request.host}', '*.example.com', '10.0.0.1'].map(
          (name) =>
            `mixed: proxy.host: "${name}" is not a host name of up to 244 characters, such as www.example.com`,
        ),
        'mixed: proxy.ports: "22" asks for port 22, which the node itself uses; choose another one',
        'mixed: proxy.ports: "2019:80" asks for port 2019, which the node itself uses; choose another one',
        ...['99999:80', 'x:y', '{env.HOME}'].map(
          (entry) => `mixed: proxy.ports: "${entry}" is neither a port nor browser:container such as 80:5001`,
        ),
      ].toSorted(),
    );
  });

  it('does not proxy a container with dns.hostname alone', async () => {
    await serve({ 'dns.hostname': 'only-dns.example.com' });
    await serve({ 'proxy.host': 'beside-dns' });
    await answered({ host: 'beside-dns' });

    expect((await ask({ host: 'only-dns.example.com' })).status).toBe(404);
  });

  it('serves a container on the host network, and refuses to call itself', async () => {
    await serve(
      { 'proxy.host': 'on-host', 'proxy.ports': '80:18080 81:80' },
      { name: 'on-host', network: 'host', env: { PORTS: '18080' } },
    );
    await answered({ host: 'on-host' });

    await said('on-host: proxy.ports: port 80 of the host network belongs to the node');
  });

  it('serves an awsvpc task at the address from the ECS agent', async () => {
    const { NetworkSettings } = await docker.inspect(await docker.run({ env: { NAME: 'task' } }));
    const id = await docker.create({ labels: { 'proxy.host': 'task' }, network: 'none' });
    taskAddresses.set(id, NetworkSettings.IPAddress);
    await docker.start(id);

    expect(nameIn(await answered({ host: 'task' }))).toBe('task');
  });

  it('logs a container without an address', async () => {
    await serve({ 'proxy.host': 'island' }, { name: 'island', network: 'none' });

    await said('island: the node has no address for it');
  });

  it('serves every other port when another program uses one', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(7070, node.address, resolve));
    await serve({ 'proxy.host': 'clash', 'proxy.ports': '7070:80 80' });

    await answered({ host: 'clash' });
    await said('port 7070 is not served: another program on this node uses it');
    await new Promise((resolve) => other.close(resolve));
  });

  it('changes from one container port to another within a host', async () => {
    await serve(
      { 'proxy.host': 'moves', 'proxy.ports': '80:8080' },
      { name: 'old', env: { NAME: 'old', PORTS: '8080' } },
    );
    await serve(
      { 'proxy.host': 'moves', 'proxy.ports': '80:9090' },
      { name: 'new', env: { NAME: 'new', PORTS: '9090' } },
    );
    const clients = Array.from({ length: 16 }, (_, n) => `127.9.4.${n + 1}`);

    await until('both answer', async () => {
      const names = await Promise.all(
        clients.map(async (from) => nameIn(await ask({ host: 'moves', from }))),
      );
      return new Set(names).has('old') && new Set(names).has('new');
    });
  });
});

function megabytes(count: number): Readable {
  const chunk = Buffer.alloc(1e6, 'x');
  return Readable.from(
    (function* () {
      for (let n = 0; n < count; n += 1) yield chunk;
    })(),
  );
}

async function rawRequest(address: string, head: string) {
  const socket = connect(80, address);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(head);
  return { socket, received: () => text };
}

/** A text frame as a client sends it (RFC 6455 section 5.2). */
function maskedFrame(text: string): Buffer {
  const mask = randomBytes(4);
  const masked = Buffer.from(text).map((byte, at) => byte ^ (mask[at % 4] as number));
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, masked]);
}
