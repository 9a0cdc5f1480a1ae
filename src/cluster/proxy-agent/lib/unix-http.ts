import { Agent, request, type IncomingMessage } from 'node:http';

export interface UnixRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** How long to wait for the response, in milliseconds; without it, without a limit. */
  readonly timeout?: number;
}

export interface UnixResponse {
  readonly status: number;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends an HTTP request through a unix socket, and reads the whole response. */
export async function callUnix(socketPath: string, options: UnixRequest): Promise<UnixResponse> {
  const response = await openUnix(socketPath, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}

/** Sends an HTTP request through a unix socket, and resolves once the response begins. */
export function openUnix(socketPath: string, options: UnixRequest): Promise<IncomingMessage> {
  const { method = 'GET', path, body, signal, timeout } = options;
  return new Promise((resolve, reject) => {
    const call = request({
      socketPath,
      method,
      path,
      agent,
      ...(signal && { signal }),
      ...(timeout !== undefined && { timeout }),
      headers: { Host: 'localhost', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    });
    call.on('response', resolve);
    call.on('error', reject);
    call.on('timeout', () => call.destroy(new Error(`${socketPath} does not answer`)));
    call.end(body);
  });
}
