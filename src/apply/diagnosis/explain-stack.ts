import { deniedHint, deniedIn } from '../../domain/denied.ts';
import type { CurrentStack, StackEvent } from '../../domain/stack.ts';
import type { Diagnosis } from '../../errors.ts';

/** Known reasons of resources that fail, most telling first. */
const causes: readonly { readonly name: string; readonly pattern: RegExp; readonly hint: string }[] = [
  {
    name: 'quota',
    pattern:
      /limit ?exceeded|exceeded .*(limit|quota)|maximum (number|limit)|quota|has been reached|would exceed/i,
    hint: 'A quota of the account is reached: delete what is not needed, or ask for more in the console (Service Quotas).',
  },
  {
    name: 'no capacity at AWS',
    pattern: /insufficient.*capacity|capacity.*not available/i,
    hint: 'AWS has no such instances left in these Availability Zones: choose another InstanceType in ecs-cluster.params, or try later.',
  },
  {
    name: 'key pair missing',
    pattern: /key pair .* does not exist|InvalidKeyPair/i,
    hint: 'Check KeyName in ecs-cluster.params: the key pair must exist in this region.',
  },
  {
    name: 'network missing',
    pattern: /(subnet|vpc|security ?group).*(does not exist|not found)|Invalid(Subnet|Vpc|Group)/i,
    hint: 'Check VpcId and the subnets in ecs-cluster.params: they must exist in this region and belong together.',
  },
  {
    name: 'instance type',
    pattern: /instance type.*(not supported|invalid|does not exist|unsupported)|Unsupported.*instance/i,
    hint: 'Check InstanceType and Architecture in ecs-cluster.params: not every type exists in every Availability Zone.',
  },
  {
    name: 'exists already',
    pattern: /already exists/i,
    hint: 'Something else has this name: remove it, or choose another PREFIX.',
  },
  {
    name: 'in use',
    pattern: /(in use|has (a )?dependen|cannot be deleted|active container instances|still active)/i,
    hint: 'Something that is not of this stack still uses it: remove that, then repeat the command.',
  },
];

/** What follows from another resource's failure. */
const cancelled = /(creation|update|deletion|operation) (is )?cancell?ed|The following resource\(s\) failed/i;

/**
 * Finds the resource whose failure made CloudFormation give up: the first one, cancelled ones aside.
 *
 * @param events of one operation, newest last
 */
export function explainStack(stack: CurrentStack, events: readonly StackEvent[]): Diagnosis | undefined {
  const failed = events.filter(
    ({ status, resource }) => status.endsWith('_FAILED') && resource !== stack.name,
  );
  const first = failed.find(({ reason }) => !cancelled.test(reason ?? '')) ?? failed[0];
  if (!first) return undefined;
  const reason = first.reason ?? first.status;
  const denied = deniedIn(reason);
  const known = causes.find(({ pattern }) => pattern.test(reason));
  return {
    subject: first.resource,
    cause: denied ? 'access denied' : (known?.name ?? 'resource failed'),
    lines: [`${first.resource} (${first.type}) ${first.status}: ${reason}`],
    hint: denied ? deniedHint(denied) : known?.hint,
  };
}
