/** What went over the line for one try of a call. */
export interface Transfer {
  readonly sentBytes: number;
  /** Undefined if nothing came back, or AWS did not say how much. */
  readonly receivedBytes: number | undefined;
}

interface HttpMessage {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Goes around the sending of a signed request; the answer has not been read. */
type Middleware = <Args extends { request?: unknown }, Output extends { response?: unknown }>(
  next: (args: Args) => Promise<Output>,
  context: object,
) => (args: Args) => Promise<Output>;

/** The part of an SDK client that this needs. */
export interface TransferringClient {
  readonly middlewareStack: {
    add(
      middleware: Middleware,
      options: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

/**
 * Has a client note the sizes of its requests and answers (bodies, as their headers give them).
 *
 * @returns gives those of a try that has ended, once, by the context that the middleware of its call has in common
 */
export function noteTransfers(client: TransferringClient): (context: object) => Transfer | undefined {
  const newest = new WeakMap<object, Transfer>();
  const middleware: Middleware = (next, context) => async (args) => {
    const sentBytes = bodyLength(args.request) ?? 0;
    newest.set(context, { sentBytes, receivedBytes: undefined });
    const result = await next(args);
    newest.set(context, { sentBytes, receivedBytes: bodyLength(result.response) });
    return result;
  };
  client.middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'noteTransfers' });
  return (context) => {
    const transfer = newest.get(context);
    // The next try may fail before it is sent.
    newest.delete(context);
    return transfer;
  };
}

/** How long the body of a request or an answer is; undefined if its headers do not say. */
export function bodyLength(message: unknown): number | undefined {
  const length = (message as HttpMessage | undefined)?.headers?.['content-length'];
  return length === undefined ? undefined : Number(length);
}
