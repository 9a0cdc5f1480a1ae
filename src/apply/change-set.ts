import type { ChangeSetId, WantedStack, ResourceChange } from '../domain/stack.ts';
import { prefixTag } from '../domain/tags.ts';
import type { Aws } from '../domain/ports/aws.ts';
import type { StackRequest } from '../domain/ports/stacks.ts';

import type { Clock } from '../lib/clock.ts';
import { DeploymentError } from '../errors.ts';

/** An update of the stack that CloudFormation has worked out; `changeSet` makes it happen. */
export interface StackUpdate {
  readonly changes: readonly ResourceChange[];
  readonly changeSet: ChangeSetId;
}

const pauseMs = 1_000;

/**
 * Has CloudFormation work out what an update of the stack would do, without doing it.
 *
 * @returns undefined if there is nothing to update; no change set is left then
 * @throws DeploymentError if CloudFormation refuses the update
 */
export async function workOutUpdate(
  { aws, clock, signal }: { aws: Aws; clock: Clock; signal: AbortSignal },
  stack: WantedStack,
  prefix: string,
): Promise<StackUpdate | undefined> {
  const changeSet = await aws.stacks.createChangeSet(stackRequest(stack, prefix));
  try {
    for (;;) {
      const workedOut = await aws.stacks.changeSet(changeSet);
      if (workedOut && 'changes' in workedOut) return { changes: workedOut.changes, changeSet };
      if (workedOut) {
        await aws.stacks.deleteChangeSet(changeSet);
        if ('nothing' in workedOut) return undefined;
        throw new DeploymentError(
          `CloudFormation cannot update the stack ${stack.name}: ${workedOut.refused}`,
          `Mend ${stack.templateFile} or the parameters, and repeat the command.`,
        );
      }
      await clock.sleep(pauseMs, signal);
    }
  } catch (error) {
    if (signal.aborted) await aws.stacks.deleteChangeSet(changeSet).catch(() => undefined);
    throw error;
  }
}

export function stackRequest({ name, templateBody, parameters }: WantedStack, prefix: string): StackRequest {
  return { name, templateBody, parameters, tags: { [prefixTag]: prefix } };
}
