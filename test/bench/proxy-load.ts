// Constant load for the benchmark of the proxy, in a process of its own. It speaks HTTP on bare sockets, because a
// full client would be slower than what it measures.
import { connect, type Socket } from 'node:net';

export interface LoadOrder {
  readonly address: string;
  readonly hosts: readonly string[];
  readonly connections: number;
  /** Keep each connection, or open one for each request. */
  readonly keep: boolean;
  /** Requests per second over all connections; as fast as it goes without. */
  readonly rate?: number;
}

export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  /** What happened instead of status 200, and how often. */
  readonly lost: Readonly<Record<string, number>>;
  /** In milliseconds. */
  readonly median: number;
  readonly worst: number;
}

const lost: Record<string, number> = {};
const times: number[] = [];
const stop = new AbortController();

process.once('message', (order: LoadOrder) => {
  const started = performance.now();
  const workers = Array.from({ length: order.connections }, (_, n) => work(order, n));
  process.once('message', () => {
    stop.abort();
    void Promise.all(workers).then(() => {
      const sorted = times.toSorted((a, b) => a - b);
      const report: LoadReport = {
        requests: times.length,
        seconds: (performance.now() - started) / 1000,
        lost,
        median: sorted[sorted.length >> 1] ?? 0,
        worst: sorted.at(-1) ?? 0,
      };
      process.send?.(report, () => process.exit(0));
    });
  });
});

async function work({ address, hosts, keep, rate, connections }: LoadOrder, worker: number): Promise<void> {
  let socket: Socket | undefined;
  const pause = rate === undefined ? 0 : (1000 * connections) / rate;
  for (let n = worker; !stop.signal.aborted; n += 1) {
    const begin = performance.now();
    const host = hosts[n % hosts.length] as string;
    const head = `GET /fast HTTP/1.1\r\nHost: ${host}\r\nConnection: ${keep ? 'keep-alive' : 'close'}\r\n\r\n`;
    if (!socket || socket.destroyed || !keep) socket = connect(80, address);
    const outcome = await exchange(socket, head);
    times.push(performance.now() - begin);
    if (outcome !== '200') lost[outcome] = (lost[outcome] ?? 0) + 1;
    if (!keep || outcome !== '200') socket.destroy();
    const rest = pause - (performance.now() - begin);
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  socket?.destroy();
}

/** Sends one request and reads its response; gives the status, or what went wrong. */
function exchange(socket: Socket, head: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const end = (outcome: string) => {
      socket.removeAllListeners();
      socket.on('error', () => socket.destroy());
      resolve(outcome);
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const body = text.indexOf('\r\n\r\n') + 4;
      if (body < 4) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1]);
      if (text.length >= body + length) end(text.slice(9, 12));
    });
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'));
    socket.on('close', () => end('closed'));
    socket.write(head);
  });
}
