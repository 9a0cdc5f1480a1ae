import { connect, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answerQuery, serveDns } from '../../../../src/cluster/proxy-agent/dns-responder.ts';

const table = new Map([
  ['one.ecs-efs.invalid', ['172.17.0.2']],
  ['two.ecs-efs.invalid', ['172.17.0.2', '10.255.0.1']],
]);

/** A question as RFC 1035 section 4.1 lays it out. */
const question = (name: string, { type = 1, flags = 0x0100, id = 0x1234 } = {}) => {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(flags, 2);
  head.writeUInt16BE(1, 4);
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([head, ...labels, Buffer.from([0, type >> 8, type & 255, 0, 1])]);
};

const read = (answer: Buffer | undefined) =>
  answer && {
    id: answer.readUInt16BE(0),
    isResponse: (answer.readUInt16BE(2) & 0x8000) !== 0,
    code: answer.readUInt16BE(2) & 15,
    answers: answer.readUInt16BE(6),
  };

describe('an answer to a DNS query', () => {
  it('has an A record for each address, not to be cached', () => {
    const query = question('two.ecs-efs.invalid');
    const answer = answerQuery(query, table);
    expect(read(answer)).toEqual({ id: 0x1234, isResponse: true, code: 0, answers: 2 });
    expect(answer?.subarray(query.length).toString('hex')).toBe(
      ['c00c00010001000000000004ac110002', 'c00c000100010000000000040aff0001'].join(''),
    );
  });

  it('finds a name in any case', () => {
    expect(read(answerQuery(question('ONE.ecs-EFS.invalid'), table))?.answers).toBe(1);
  });

  it('says that an unknown name does not exist', () => {
    expect(read(answerQuery(question('three.ecs-efs.invalid'), table))).toMatchObject({
      code: 3,
      answers: 0,
    });
  });

  it('has no IPv6 address for a known name', () => {
    expect(read(answerQuery(question('one.ecs-efs.invalid', { type: 28 }), table))).toMatchObject({
      code: 0,
      answers: 0,
    });
  });

  it('repeats the question without the bytes after it', () => {
    const query = question('three.ecs-efs.invalid');
    const answer = answerQuery(Buffer.concat([query, Buffer.from('more')]), table);
    expect(answer?.subarray(12)).toEqual(query.subarray(12));
  });

  it.each([
    { what: 'nothing', packet: Buffer.alloc(0) },
    { what: 'half a header', packet: Buffer.alloc(11) },
    { what: 'a response', packet: question('one.ecs-efs.invalid', { flags: 0x8180 }) },
    { what: 'a name that does not end', packet: question('one.ecs-efs.invalid').subarray(0, 20) },
    { what: 'no type', packet: question('one.ecs-efs.invalid').subarray(0, -4) },
    {
      what: 'a pointer for a name',
      packet: Buffer.concat([question('a').subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])]),
    },
  ])('is not given to $what', ({ packet }) => {
    expect(answerQuery(packet, table)).toBeUndefined();
  });
});

describe('the DNS responder', () => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('answers over TCP, also if a question comes in pieces', async () => {
    server = await serveDns(0, () => table);
    const { port } = server.address() as AddressInfo;
    const query = question('one.ecs-efs.invalid');
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay();
    socket.write(Buffer.from([0]));
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(Buffer.concat([Buffer.from([query.length]), query]));
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);

    const answer = Buffer.concat(chunks);
    expect(answer.readUInt16BE(0)).toBe(answer.length - 2);
    expect(read(answer.subarray(2))?.answers).toBe(1);
  });

  it('is reachable only from this machine', async () => {
    server = await serveDns(0, () => table);
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
  });
});
