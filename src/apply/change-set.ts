import type { StackRequest } from '../domain/ports/aws.ts';
import type { ChangeSetId, ResourceChange, WantedStack } from '../domain/stack.ts';
import { prefixTag } from '../domain/tags.ts';
import { DeploymentError } from '../errors.ts';
import type { ApplyContext } from './context.ts';

/** An update of the stack that CloudFormation has prepared; executing the change set makes it. */
export interface StackUpdate {
  readonly changes: readonly ResourceChange[];
  readonly changeSet: ChangeSetId;
}

type ChangeSetContext = Pick<ApplyContext, 'aws' | 'clock' | 'signal'>;

const pauseMs = 1_000;

/**
 * Has CloudFormation prepare an update of the stack, without making it.
 *
 * @returns undefined if there is nothing to update; no change set is left then
 * @throws DeploymentError if CloudFormation refuses the update
 */
export async function prepareUpdate(
  { aws, clock, signal }: ChangeSetContext,
  stack: WantedStack,
  prefix: string,
): Promise<StackUpdate | undefined> {
  const changeSet = await aws.stacks.createChangeSet(stackRequest(stack, prefix));
  try {
    let prepared = await aws.stacks.changeSet(changeSet);
    while (prepared.kind === 'pending') {
      await clock.sleep(pauseMs, signal);
      prepared = await aws.stacks.changeSet(changeSet);
    }
    if (prepared.kind === 'ready') return { changes: prepared.changes, changeSet };
    await aws.stacks.deleteChangeSet(changeSet);
    if (prepared.kind === 'empty') return undefined;
    throw new DeploymentError(
      `CloudFormation cannot update the stack ${stack.name}: ${prepared.reason}`,
      `Fix ${stack.templateFile} or the parameters, and repeat the command.`,
    );
  } catch (error) {
    if (signal.aborted) await aws.stacks.deleteChangeSet(changeSet).catch(() => undefined);
    throw error;
  }
}

/**
 * Asks CloudFormation what an update would change, by a change set that is deleted again.
 *
 * @returns undefined if there is nothing to update
 */
export async function previewUpdate(
  context: ChangeSetContext,
  stack: WantedStack,
  prefix: string,
): Promise<readonly ResourceChange[] | undefined> {
  const update = await prepareUpdate(context, stack, prefix);
  if (!update) return undefined;
  await context.aws.stacks.deleteChangeSet(update.changeSet);
  return update.changes;
}

export function stackRequest({ name, templateBody, parameters }: WantedStack, prefix: string): StackRequest {
  return { name, templateBody, parameters, tags: { [prefixTag]: prefix } };
}
