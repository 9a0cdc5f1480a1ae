import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Moto } from './moto.ts';
import { startProcess } from './process.ts';
import { venvBin } from './venv.ts';

const server = fileURLToPath(new URL('route53-moto.py', import.meta.url));

/** Answers a call instead of AWS, or waits before it goes on to AWS. */
type Intercept = (action: string, body: string) => Promise<{ status: number; body: string } | undefined>;

export interface RecordedMoto extends Moto {
  /** The actions that were called through `url`, such as `ListTasks`, since the last `forget`. */
  calls(): string[];
  forget(): void;
  /** Has every later call pass through `intercept`; without one, they go to AWS as before. */
  intercept(intercept?: Intercept): void;
  /** Plays the ECS agent; see `route53-moto.py`. */
  agent(order: object): Promise<void>;
}

/** Starts moto with the rules of Route 53, behind a server that records the calls. */
export async function startRoute53Moto(): Promise<RecordedMoto> {
  const moto = await startProcess(venvBin('python'), [server, '--host', '127.0.0.1', '--port', '0'], {
    ready: /Running on (http:\/\/127\.0\.0\.1:\d+)/,
    env: { PATH: process.env['PATH'], PYTHONUNBUFFERED: '1' },
  });
  const behind = moto.ready[1] as string;
  let calls: string[] = [];
  let intercept: Intercept = async () => undefined;

  const front = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await buffer(incoming);
      const action = actionOf(incoming, body.toString());
      calls.push(action);
      const answer = await intercept(action, body.toString());
      if (answer) outgoing.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
      else forward(behind, incoming, body, outgoing);
    })();
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    calls: () => calls,
    forget: () => (calls = []),
    intercept: (next = async () => undefined) => (intercept = next),
    async agent(order) {
      await fetch(`${behind}/moto-api/ecs-agent`, { method: 'POST', body: JSON.stringify(order) });
    },
    async stop() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await moto.stop('SIGKILL');
    },
  };
}

/** An error as Route 53 answers it. */
export function route53Error(code: string, status = 400): { status: number; body: string } {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
}

/** ECS names its action in a header, EC2 in the form, Route 53 by method and path. */
function actionOf({ method, url = '', headers }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) as string;
  const action = new URLSearchParams(body).get('Action');
  if (action) return action;
  const path = url.split('?')[0] ?? '';
  if (/\/rrset\/?$/.test(path))
    return method === 'POST' ? 'ChangeResourceRecordSets' : 'ListResourceRecordSets';
  if (/\/hostedzone\/?$/.test(path)) return method === 'POST' ? 'CreateHostedZone' : 'ListHostedZones';
  return /\/hostedzone\/\w+$/.test(path) ? 'GetHostedZone' : `${method} ${path}`;
}

function forward(
  to: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
) {
  const onward = request(new URL(url ?? '/', to), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}
