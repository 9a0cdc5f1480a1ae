import type { Order } from './moto.ts';

interface StackEventScript {
  readonly resource: string;
  readonly type?: string;
  readonly status: string;
  readonly reason?: string;
}

/**
 * How the next creation of a stack is shown, which moto does at once. `cloudformation.py` has the model.
 *
 * @param script.observations how many `DescribeStacks` of this stack show it in progress; each tells of one more event, the
 *   last of the rest
 * @param script.ends the status in which it ends, such as `ROLLBACK_COMPLETE`; as moto has it, if left out
 */
export function stackCreation(script: {
  stack: string;
  observations: number;
  events?: readonly StackEventScript[];
  ends?: string;
}): Order {
  return { order: 'stack_creation', ...script };
}
