import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../../src/lib/json.ts';

/** One request to AWS. */
export interface Call {
  /** Counted from 1, over the life of the proxy. */
  readonly number: number;
  /** As the SDK signs it: `ecs`, `cloudformation`, `ec2`, `elasticfilesystem`… */
  readonly service: string;
  /** Such as `RegisterTaskDefinition`; for services without names of actions method and path. */
  readonly action: string;
  /** The parameters: JSON as it is, a form as an object of strings. */
  readonly input: JsonObject;
  /** The request as it was sent. */
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * What stands between the program and AWS: it passes a call on, now or later, or does not; and it gives back AWS's
 * answer, another one, or `reset`, which cuts the connection.
 */
export type Fault = (call: Call, pass: () => Promise<Answer>) => Promise<Answer | 'reset'>;

/** Which calls a fault is for: an action, several, or whatever a test says of them. */
export type Which = string | readonly string[] | ((call: Call) => boolean);

export function matches(which: Which, call: Call): boolean {
  if (typeof which === 'function') return which(call);
  return typeof which === 'string' ? which === call.action : which.includes(call.action);
}

const queryServices = new Set(['cloudformation', 'ec2', 'autoscaling', 'sts']);

/** Whether a service answers in XML. */
function speaksXml(service: string): boolean {
  return queryServices.has(service);
}

/** An error as this service words it. */
export function errorAnswer(call: Call, error: { status: number; code: string; message: string }): Answer {
  const { status, code, message } = error;
  const kind = status < 500 ? 'Sender' : 'Receiver';
  const fault = `<Error><Type>${kind}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  if (call.service === 'ec2') {
    const body = `<Response><Errors>${fault}</Errors><RequestID>1</RequestID></Response>`;
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }
  if (speaksXml(call.service)) {
    const body = `<ErrorResponse>${fault}<RequestId>1</RequestId></ErrorResponse>`;
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
    // EFS names the error in a field of its own.
    body: JSON.stringify({ __type: code, ErrorCode: code, message, Message: message }),
  };
}

function escapeXml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replace(/[&<>]/g, (character) => names[character] ?? character);
}
