import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type JsonObject } from '../../../src/lib/json.ts';
import type { Answer, Call, Fault } from './call.ts';

/** A real HTTP server in front of an AWS endpoint that makes it behave as AWS does on a bad day. */
export interface FaultProxy {
  readonly url: string;
  /** Every call so far, in the order in which they came. */
  readonly calls: Call[];
  /** Their actions, such as `RegisterTaskDefinition`. */
  readonly actions: string[];
  /** Those of them that change something. */
  changes(): string[];
  /** Whether a call waits for its answer. */
  isBusy(): boolean;
  /** Forgets the calls; their numbers go on. */
  clear(): void;
  /** From now on: the first one given stands nearest to the client. Nothing given: AWS as it is. */
  use(...faults: Fault[]): void;
  stop(): Promise<void>;
}

/** Passes everything on to `upstream`, until `use` says otherwise, and records the calls. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const calls: Call[] = [];
  const actions: string[] = [];
  let number = 0;
  let unanswered = 0;
  let layers: readonly Fault[] = [];
  const server = createServer((incoming, outgoing) => {
    unanswered += 1;
    outgoing.once('close', () => {
      unanswered -= 1;
    });
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      number += 1;
      const call = readCall(incoming, body, number);
      calls.push(call);
      actions.push(call.action);
      const through = layers.reduceRight<() => Promise<Answer | 'reset'>>(
        (inner, layer) => () => layer(call, () => orThrowReset(inner)),
        () => forward(upstream, incoming, body),
      );
      through().then(
        (answer) => send(answer, outgoing),
        () => send('reset', outgoing),
      );
    });
  });
  // The client's keep-alive is its own affair.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    actions,
    changes: () => actions.filter((action) => !/^(Describe|List|Get)/.test(action)),
    isBusy: () => unanswered > 0,
    clear() {
      calls.length = 0;
      actions.length = 0;
    },
    use(...faults) {
      layers = faults;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A layer sees answers only: where one below it cuts the connection, so do those above. */
async function orThrowReset(inner: () => Promise<Answer | 'reset'>): Promise<Answer> {
  const answer = await inner();
  if (answer === 'reset') throw new Error('the connection was cut');
  return answer;
}

function readCall({ method = '', url = '', headers }: IncomingMessage, data: Buffer, number: number): Call {
  const signature = /Credential=[^/]*\/\d+\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? '');
  const body = data.toString();
  const call = { number, service: signature?.[1] ?? 'unknown', body };
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return { ...call, action: target.split('.').at(-1) as string, input: readJson(body) };
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form['Action']) return { ...call, action: form['Action'], input: form };
  const [path = ''] = url.split('?');
  const action = call.service === 'route53' ? route53Action(method, path) : restAction(method, path);
  return { ...call, action, input: readJson(body) };
}

/** EFS has no names of actions in its requests. */
function restAction(method: string, path: string): string {
  const names: Record<string, string> = { GET: 'Describe', POST: 'Create', PUT: 'Put', DELETE: 'Delete' };
  return `${names[method] ?? method} ${path.split('/').slice(2, 3).join('')}`;
}

function route53Action(method: string, path: string): string {
  if (/\/rrset\/?$/.test(path))
    return method === 'POST' ? 'ChangeResourceRecordSets' : 'ListResourceRecordSets';
  if (/\/hostedzone\/?$/.test(path)) return method === 'POST' ? 'CreateHostedZone' : 'ListHostedZones';
  return /\/hostedzone\/\w+$/.test(path) ? 'GetHostedZone' : `${method} ${path}`;
}

function readJson(body: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function forward(upstream: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const passed = request(
      upstream + (incoming.url ?? ''),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 502,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    passed.on('error', reject);
    passed.end(body);
  });
}

function send(answer: Answer | 'reset', outgoing: ServerResponse): void {
  if (answer === 'reset') {
    outgoing.destroy();
    return;
  }
  const {
    'transfer-encoding': _encoding,
    'content-length': _length,
    connection: _,
    ...headers
  } = answer.headers;
  outgoing.writeHead(answer.status, { ...headers, 'content-length': Buffer.byteLength(answer.body) });
  outgoing.end(answer.body);
}
