import { Readable } from 'node:stream';
import { DescribeClustersCommand, ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { rateLimited } from '../../../../src/aws/rate-limit/rate-limited.ts';
import { createRateLimiter } from '../../../../src/aws/rate-limit/rate-limiter.ts';
import type { ApiCall } from '../../../../src/domain/api-call.ts';
import { fakeClock } from '../../../support/fake-clock.ts';

const answered = { status: 200, body: '{"clusters":[]}' };
const throttled = { status: 400, body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' };
const broken = { status: 500, body: '{"__type":"ServerException","message":"a fault"}' };
const denied = { status: 400, body: '{"__type":"AccessDeniedException","message":"no"}' };
const connectionError = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

type Middleware = <Args, Output>(next: (args: Args) => Promise<Output>) => (args: Args) => Promise<Output>;
type Answer = typeof answered | Error;

/** An ECS that gives these answers one after the other, each after 120 ms. */
function ecs(answers: readonly Answer[]) {
  const clock = fakeClock();
  const sentBytes: number[] = [];
  const left = [...answers];
  const client = new ECSClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      async handle({ body }: { body: Uint8Array }) {
        sentBytes.push(body.byteLength);
        await clock.sleep(120);
        const answer = left.shift() ?? new Error('no answer is left');
        if (answer instanceof Error) throw answer;
        const headers = { 'content-length': String(answer.body.length) };
        return { response: { statusCode: answer.status, headers, body: Readable.from([answer.body]) } };
      },
    },
  });
  return { client, clock, sentBytes };
}

/** Such an ECS, whose every try is noted; one registration may be made at once, and then one in two seconds. */
function traced(answers: readonly Answer[]) {
  const { client, clock, sentBytes } = ecs(answers);
  const calls: ApiCall[] = [];
  const { signal } = new AbortController();
  const context = { clock, signal, onWait: () => {}, onCall: (call: ApiCall) => calls.push(call) };
  const quota = { name: 'registering', actions: ['RegisterTaskDefinition'], burst: 2, perSecond: 0.5 };
  return { client: rateLimited(client, createRateLimiter([quota], context), context), calls, sentBytes };
}

const look = () => new DescribeClustersCommand({ clusters: ['acme'] });
const register = () => new RegisterTaskDefinitionCommand({ family: 'acme-web', containerDefinitions: [] });

describe('a trace', () => {
  it('tells of a call what it was, when it was sent, how long the answer took, and how much went each way', async () => {
    const { client, calls, sentBytes } = traced([answered]);
    await client.send(look());
    expect(calls).toEqual([
      {
        service: 'ECS',
        action: 'DescribeClusters',
        tried: 1,
        sentAt: 0,
        ms: 120,
        quotaWaitMs: 0,
        sentBytes: sentBytes[0],
        receivedBytes: answered.body.length,
        error: undefined,
      },
    ]);
  });

  it('lists each try, with its number, its own error and its own sizes', async () => {
    const { client, calls } = traced([throttled, broken, answered]);
    await client.send(look());
    expect(calls.map(({ tried, error, receivedBytes }) => [tried, error, receivedBytes])).toEqual([
      [1, 'ThrottlingException', throttled.body.length],
      [2, 'ServerException', broken.body.length],
      [3, undefined, answered.body.length],
    ]);
  });

  it('tells how long a call waited for its turn, apart from the answer', async () => {
    const { client, calls } = traced([answered, answered]);
    await client.send(register());
    await client.send(register());
    expect(calls).toMatchObject([
      { action: 'RegisterTaskDefinition', sentAt: 0, quotaWaitMs: 0, ms: 120 },
      { action: 'RegisterTaskDefinition', sentAt: 2000, quotaWaitMs: 1880, ms: 120 },
    ]);
  });

  it('names the error for which a call is not tried again', async () => {
    const { client, calls } = traced([denied]);
    await expect(client.send(look())).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(calls).toMatchObject([{ tried: 1, error: 'AccessDeniedException' }]);
  });

  it('names what became of the connection where no answer came', async () => {
    const { client, calls } = traced([connectionError('ECONNREFUSED'), answered]);
    await client.send(look());
    expect(calls).toMatchObject([
      { error: 'ECONNREFUSED', receivedBytes: undefined },
      { error: undefined, receivedBytes: answered.body.length },
    ]);
    expect(calls[0]?.sentBytes).toBeGreaterThan(0);
  });

  it('gives no size for a try that was never sent, whatever the one before it sent', async () => {
    const { client, calls, sentBytes } = traced([throttled, answered]);
    let tries = 0;
    const failSecondTry: Middleware = (next) => (args) => {
      tries += 1;
      return tries === 2 ? Promise.reject(connectionError('ECONNRESET')) : next(args);
    };
    client.middlewareStack.add(failSecondTry, { step: 'build', name: 'failSecondTry' });
    await client.send(look());
    expect(calls.map((call) => [call.error, call.sentBytes, call.receivedBytes])).toEqual([
      ['ThrottlingException', sentBytes[0], throttled.body.length],
      ['ECONNRESET', 0, undefined],
      [undefined, sentBytes[1], answered.body.length],
    ]);
  });
});

describe('a run without a trace', () => {
  const noting = (client: ECSClient) =>
    client.middlewareStack.identify().filter((name) => name.startsWith('noteTransfers'));

  it('notes no sizes of its calls', async () => {
    const { client, clock } = ecs([throttled, answered]);
    const { signal } = new AbortController();
    const quiet = rateLimited(client, createRateLimiter([], { clock, signal, onWait: () => {} }), {
      clock,
      signal,
    });
    expect(await quiet.send(look())).toMatchObject({ clusters: [] });
    expect(noting(quiet)).toEqual([]);
    expect(noting(traced([]).client)).toHaveLength(1);
  });
});
