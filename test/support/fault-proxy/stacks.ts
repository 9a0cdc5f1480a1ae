import type { Json } from '../../../src/lib/json.ts';
import { escapeXml, xmlAnswer, type Answer, type Call, type Fault } from './call.ts';

// CloudFormation as it is: an operation takes its time, tells of each resource, and may fail. moto's is over at once.

interface StackEventScript {
  readonly resource: string;
  readonly type?: string;
  readonly status: string;
  readonly reason?: string;
}

export interface StackScript {
  readonly stack: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** How many looks (`DescribeStacks`) show it in progress; each tells of one more event, the last of the rest. */
  readonly looks: number;
  readonly events?: readonly StackEventScript[];
  /** The status in which it ends, such as `ROLLBACK_COMPLETE`; as moto has it, if left out. */
  readonly ends?: string;
  readonly reason?: string;
}

interface Operation {
  readonly script: StackScript;
  readonly token: string;
  looks: number;
}

/**
 * Each script is for the next operation of its kind on its stack; a later operation without one is over at once,
 * as moto has it. moto does what is asked at once, and only shows it later; a deletion that ends otherwise never
 * reaches it.
 */
export function stackOperations(...scripts: readonly StackScript[]): Fault {
  const left = [...scripts];
  const running = new Map<string, Operation>();
  const lastSeen = new Map<string, Answer>();
  const changeSets = new Map<string, StackScript['operation']>();

  const begin = async (call: Call, kind: StackScript['operation'], pass: () => Promise<Answer>) => {
    const stack = stackOf(call);
    const script = left.find((each) => each.operation === kind && each.stack === stack);
    const isKept = kind === 'delete' && script?.ends !== undefined;
    const answer = isKept ? xmlAnswer('DeleteStack', '') : await pass();
    if (answer.status !== 200) return answer;
    running.delete(stack);
    if (!script) return answer;
    left.splice(left.indexOf(script), 1);
    running.set(stack, { script, token: textOf(call.input['ClientRequestToken']), looks: 0 });
    return answer;
  };

  const look = async (stack: string, pass: () => Promise<Answer>) => {
    const operation = running.get(stack);
    if (operation) operation.looks += 1;
    const status = operation && shownStatus(operation);
    // A stack that moto has deleted is shown as it was.
    const before = operation?.script.operation === 'delete' && status ? lastSeen.get(stack) : undefined;
    const answer = before ?? (await pass());
    if (answer.status === 200) lastSeen.set(stack, answer);
    return status
      ? withStatus(answer, status, isOver(operation) ? operation.script.reason : undefined)
      : answer;
  };

  return async (call, pass) => {
    if (call.service !== 'cloudformation') return pass();
    const stack = stackOf(call);
    switch (call.action) {
      case 'CreateStack':
        return begin(call, 'create', pass);
      case 'UpdateStack':
        return begin(call, 'update', pass);
      case 'DeleteStack':
        return begin(call, 'delete', pass);
      case 'CreateChangeSet':
        changeSets.set(stack, call.input['ChangeSetType'] === 'CREATE' ? 'create' : 'update');
        return pass();
      case 'ExecuteChangeSet':
        return begin(call, changeSets.get(stack) ?? 'update', pass);
      case 'DescribeStacks':
        return look(stack, pass);
      case 'DescribeStackEvents': {
        const operation = running.get(stack);
        return operation?.script.events ? eventsAnswer(stack, operation) : pass();
      }
      default:
        return pass();
    }
  };
}

function isOver({ looks, script }: Operation): boolean {
  return looks > script.looks;
}

/** Undefined: what moto says. */
function shownStatus(operation: Operation): string | undefined {
  const { script } = operation;
  return isOver(operation) ? script.ends : `${script.operation.toUpperCase()}_IN_PROGRESS`;
}

/** A call names its stack, or the change set of one, by name or by ARN. */
function stackOf({ input }: Call): string {
  const text = textOf(input['StackName'] ?? input['ChangeSetName']);
  return /:stack\/([^/]+)/.exec(text)?.[1] ?? text;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function withStatus(answer: Answer, status: string, reason: string | undefined): Answer {
  const body = answer.body
    .replace(/<StackStatusReason>.*?<\/StackStatusReason>/s, '')
    .replace(
      /<StackStatus>.*?<\/StackStatus>/s,
      `<StackStatus>${status}</StackStatus>${reason ? `<StackStatusReason>${escapeXml(reason)}</StackStatusReason>` : ''}`,
    );
  return { ...answer, body };
}

/** Newest first, as CloudFormation has them. */
function eventsAnswer(stack: string, operation: Operation): Answer {
  const { script, token, looks } = operation;
  const events = script.events ?? [];
  const told = looks >= script.looks ? events : events.slice(0, looks);
  const members = told.map(
    ({ resource, type = 'AWS::CloudFormation::WaitCondition', status, reason }, index) => {
      const fields = {
        StackId: `arn:aws:cloudformation:us-east-1:123456789012:stack/${stack}/1`,
        EventId: `${token}-${index}`,
        StackName: stack,
        LogicalResourceId: resource,
        PhysicalResourceId: resource,
        ResourceType: type,
        Timestamp: new Date().toISOString(),
        ResourceStatus: status,
        ResourceStatusReason: reason,
        ClientRequestToken: token,
      };
      const elements = Object.entries(fields).map(([name, value]) =>
        value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`,
      );
      return `<member>${elements.join('')}</member>`;
    },
  );
  return xmlAnswer('DescribeStackEvents', `<StackEvents>${members.toReversed().join('')}</StackEvents>`);
}
