import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  readonly url: string;
  /** The action of every request so far, such as `RegisterTaskDefinition`. */
  readonly actions: string[];
  /** Those of them that change something. */
  changes(): string[];
  clear(): void;
  /** From now on lets so many requests pass and cuts every one after them, until called with undefined. */
  failAfter(requests: number | undefined): void;
  stop(): Promise<void>;
}

/** Stands between a client and an AWS endpoint, passes everything on, and notes what was asked. */
export async function startRecordingProxy(upstream: string): Promise<RecordingProxy> {
  const actions: string[] = [];
  let left = Infinity;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      if (left <= 0) {
        outgoing.writeHead(403, { 'content-type': 'application/x-amz-json-1.1' });
        outgoing.end('{"__type":"ExpiredTokenException","message":"The security token has expired"}');
        return;
      }
      left -= 1;
      actions.push(actionOf(incoming, body));
      forward(upstream, incoming, body, outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    actions,
    changes: () => actions.filter((action) => !/^(Describe|List|Get)/.test(action)),
    clear: () => actions.splice(0),
    failAfter: (requests) => {
      left = requests ?? Infinity;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** AWS's protocols name the action in a header, in the form, or by method and path. */
function actionOf(incoming: IncomingMessage, body: Buffer): string {
  const target = incoming.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) as string;
  const action = new URLSearchParams(body.toString()).get('Action');
  if (action) return action;
  const names: Record<string, string> = { GET: 'Describe', POST: 'Create', PUT: 'Put', DELETE: 'Delete' };
  const [path = ''] = (incoming.url ?? '').split('?');
  return `${names[incoming.method ?? ''] ?? incoming.method} ${path.split('/').slice(2, 3).join('')}`;
}

function forward(upstream: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
  const passed = request(
    upstream + (incoming.url ?? ''),
    { method: incoming.method, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  passed.on('error', () => outgoing.destroy());
  passed.end(body);
}
