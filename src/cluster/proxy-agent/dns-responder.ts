import { createServer, type Server } from 'node:net';
import { pause } from './lib/pause.ts';
import type { Log } from './log.ts';

/** IPv4 addresses by lower-case name. */
type Table = ReadonlyMap<string, readonly string[]>;

const headerLength = 12;
const typeA = 1;
const noSuchName = 3;

/**
 * Answers one DNS query (RFC 1035) from a table. A name that is not in the table does not exist; a question for another
 * type than A has no answer.
 *
 * @returns undefined for a packet that is not a query with one question.
 */
export function answerQuery(query: Buffer, table: Table): Buffer | undefined {
  if (query.length < headerLength || (query[2] as number) & 0x80 || query.readUInt16BE(4) !== 1)
    return undefined;
  const labels: string[] = [];
  let at = headerLength;
  for (let length = query[at]; length !== 0; length = query[at]) {
    if (length === undefined || length > 63) return undefined;
    labels.push(query.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  const end = at + 5;
  if (end > query.length) return undefined;

  const known = table.get(labels.join('.'));
  const addresses = query.readUInt16BE(at + 1) === typeA ? (known ?? []) : [];
  const header = Buffer.from(query.subarray(0, headerLength));
  // A response, authoritative, with the query's recursion-desired bit; recursion available.
  header.writeUInt16BE(0x8480 | (query.readUInt16BE(2) & 0x0100) | (known ? 0 : noSuchName), 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(headerLength, end), ...addresses.map(record)]);
}

/** An A record for the name of the question, not to be cached. */
function record(address: string): Buffer {
  const type = [0, typeA];
  const classInternet = [0, 1];
  const ttl = [0, 0, 0, 0];
  return Buffer.from([
    0xc0,
    headerLength,
    ...type,
    ...classInternet,
    ...ttl,
    0,
    4,
    ...address.split('.').map(Number),
  ]);
}

/**
 * Answers Caddy's look-ups until the signal is aborted, as soon as there is a table and the port is free. Caddy reads
 * the upstream files until then.
 */
export async function answerLookUps({
  port,
  table,
  log,
  signal,
}: {
  readonly port: number;
  readonly table: () => Table | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  while (!signal.aborted && !table()) await pause(10, signal);
  while (!signal.aborted) {
    const server = await serveDns(port, () => table() ?? new Map()).catch((error: unknown) => {
      log.state('dns', `cannot answer Caddy's look-ups yet: ${String(error)}`);
    });
    if (server) {
      log.state('dns', `answers Caddy's look-ups at 127.0.0.1:${port}`);
      signal.addEventListener('abort', () => server.close());
      return;
    }
    await pause(200, signal);
  }
}

/**
 * Answers on a TCP port of the loopback interface until it is closed. TCP, because Caddy then notices at once when
 * the agent is killed: over UDP, the queries of that moment would wait five seconds for an answer, and all other
 * requests would wait too, since Caddy looks up under one lock.
 */
export async function serveDns(port: number, table: () => Table): Promise<Server> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      // Two bytes of length before each message: RFC 1035 section 4.2.2.
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const response = answerQuery(received.subarray(2), table());
      if (!response) {
        socket.destroy();
        return;
      }
      const length = Buffer.alloc(2);
      length.writeUInt16BE(response.length);
      socket.end(Buffer.concat([length, response]));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}
