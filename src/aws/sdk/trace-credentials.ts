import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ApiCall } from '../../domain/api-call.ts';
import type { Clock } from '../../lib/clock.ts';
import { bodyLength } from './transfers.ts';

type Request = Parameters<NodeHttpHandler['handle']>[0];

/**
 * The HTTP handler for calls that get credentials, which clients inside the SDK make for a role (STS) or a sign-in
 * (SSO): it reports each call for a trace.
 *
 * @param onCall called for each call, with the service `credentials`
 */
export async function tracingHandler(
  clock: Clock,
  onCall: (call: ApiCall) => void,
): Promise<NodeHttpHandler> {
  const { NodeHttpHandler: Handler } = await import('@smithy/node-http-handler');
  const handler = new Handler();
  const send = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    const sentAt = clock.now();
    const tell = (receivedBytes: number | undefined, error: string | undefined) =>
      onCall({
        service: 'credentials',
        action: actionOf(request),
        tried: 1,
        sentAt,
        ms: clock.now() - sentAt,
        quotaWaitMs: 0,
        sentBytes: bodyLength(request) ?? 0,
        receivedBytes,
        error,
      });
    try {
      const answer = await send(request, options);
      const { statusCode } = answer.response;
      tell(bodyLength(answer.response), statusCode < 400 ? undefined : `HTTP ${statusCode}`);
      return answer;
    } catch (error) {
      tell(undefined, error instanceof Error ? error.name : String(error));
      throw error;
    }
  };
  return handler;
}

/** STS names it in the form that is sent; of the others the path, without what follows it, says what it is. */
function actionOf({ body, method, path }: Request): string {
  const [, action] = /(?:^|&)Action=(\w+)/.exec(typeof body === 'string' ? body : '') ?? [];
  return action ?? `${method} ${path}`;
}
