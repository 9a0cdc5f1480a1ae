// Runs in containers of the proxy's tests, by Node 24 itself. Says who it is, and does what its environment asks
// for: NAME; PORTS to listen on; AT_SIGTERM is `drain`, `die` or `stay`; HEALTHY_FILE gates /health.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const { NAME = 'web', PORTS = '80', AT_SIGTERM = 'die', HEALTHY_FILE = '/healthy' } = process.env;

const servers = PORTS.split(' ').map((port) => {
  const server = createServer((request, response) => void answer(request, response, port));
  server.on('upgrade', upgrade);
  server.listen(Number(port));
  return server;
});

process.on('SIGTERM', () => {
  if (AT_SIGTERM === 'stay') return;
  if (AT_SIGTERM === 'die') process.exit(0);
  for (const server of servers) server.close();
});

async function answer(request: IncomingMessage, response: ServerResponse, port: string): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/upload') {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    response.end(JSON.stringify({ bytes }));
  } else if (pathname === '/stream') {
    response.write('first\n');
    request.on('close', () => response.end());
  } else if (pathname === '/health') {
    response.writeHead(existsSync(HEALTHY_FILE) ? 200 : 503).end();
  } else {
    response.end(JSON.stringify({ name: NAME, port, url: request.url, headers: request.headers }));
  }
}

/** A WebSocket (RFC 6455) that sends each short text frame back. */
function upgrade(request: IncomingMessage, socket: Duplex): void {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on('error', () => socket.destroy());
  socket.on('data', (frame: Buffer) => {
    const length = (frame[1] as number) & 0x7f;
    const mask = frame.subarray(2, 6);
    const text = frame.subarray(6, 6 + length).map((byte, at) => byte ^ (mask[at % 4] as number));
    socket.write(Buffer.concat([Buffer.from([0x81, length]), text]));
  });
}
