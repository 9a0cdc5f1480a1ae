import { createSocket, type Socket } from 'node:dgram';

/** What fits into the 1,232 bytes that Go's resolver reads (its `maxDNSPacketSize`) beside the longest name. */
const mostAddresses = 70;

const headerLength = 12;
const typeA = 1;
const noSuchName = 3;

/**
 * Answers one DNS query (RFC 1035) from a table of IPv4 addresses by lower-case name, without a cache time.
 * A name that is not in the table does not exist; a question for another type than A has no answer.
 *
 * @returns undefined for a packet that is not a query with one question.
 */
export function answerQuery(
  query: Buffer,
  table: ReadonlyMap<string, readonly string[]>,
): Buffer | undefined {
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
  const addresses = query.readUInt16BE(at + 1) === typeA ? (known ?? []).slice(0, mostAddresses) : [];
  const header = Buffer.from(query.subarray(0, headerLength));
  // A response, authoritative, with the query's recursion-desired bit; recursion available.
  header.writeUInt16BE(0x8480 | (query.readUInt16BE(2) & 0x0100) | (known ? 0 : noSuchName), 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(headerLength, end), ...addresses.map(record)]);
}

/** An A record for the name of the question, to be kept for no time. */
function record(address: string): Buffer {
  return Buffer.from([
    0xc0,
    headerLength,
    0,
    typeA,
    0,
    1,
    0,
    0,
    0,
    0,
    0,
    4,
    ...address.split('.').map(Number),
  ]);
}

/** Answers on a UDP port of the loopback interface until it is closed. */
export async function serveDns(
  port: number,
  table: () => ReadonlyMap<string, readonly string[]>,
): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const response = answerQuery(query, table());
    if (response) socket.send(response, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve();
    });
  });
  return socket;
}
