import type { Event } from '../domain/events.ts';
import type { StepOf } from '../domain/plan.ts';
import {
  isInProgress,
  isUsable,
  type CurrentStack,
  type StackEvent,
  type StackOperation,
  type WantedStack,
} from '../domain/stack.ts';
import { DeploymentError } from '../errors.ts';
import { destructiveChanges, destructiveUpdate } from '../plan/stack/stack-changes.ts';
import { prepareUpdate, stackRequest } from './change-set.ts';
import type { ApplyContext } from './context.ts';
import { explainStack } from './diagnosis/explain-stack.ts';
import { poll } from './poll.ts';

type StackRun<Result = CurrentStack> = AsyncGenerator<Event, Result>;

/**
 * Creates the stack and waits until it is complete. A creation has nothing to lose, so it needs no change set, which
 * would leave a stack in review if the run ended between making and executing it.
 */
export async function* createStack(context: ApplyContext, stack: WantedStack, prefix: string): StackRun {
  const operation = await context.aws.stacks.create(stackRequest(stack, prefix));
  return yield* waitForUsable(context, operation);
}

/**
 * Has CloudFormation prepare the update, shows its changes, executes it, and waits until the stack is updated.
 *
 * @returns undefined if CloudFormation finds nothing to update
 * @throws UsageError if the update would replace or remove what cannot be made again; nothing is changed then
 * @throws DeploymentError if CloudFormation refuses the update, or if the update is rolled back
 */
export async function* updateStack(
  context: ApplyContext,
  { stack, allowReplacement }: StepOf<'update-stack'>,
  prefix: string,
): StackRun<CurrentStack | undefined> {
  const update = await prepareUpdate(context, stack, prefix);
  if (!update) return undefined;
  const { changes, changeSet } = update;
  yield { kind: 'stack-changes', stack: stack.name, changes };
  const losses = allowReplacement ? [] : destructiveChanges(changes);
  if (losses.length > 0) {
    await context.aws.stacks.deleteChangeSet(changeSet);
    throw destructiveUpdate(losses);
  }
  const operation = await context.aws.stacks.executeChangeSet(changeSet);
  const updated = yield* waitForUsable(context, operation);
  if (updated.status === 'UPDATE_ROLLBACK_COMPLETE') throw await failure(context, updated, operation);
  return updated;
}

/** Continues the roll-back of an update that failed, until the stack is as it was before. */
export async function* continueRollback(context: ApplyContext, name: string): StackRun {
  return yield* waitForUsable(context, await context.aws.stacks.continueRollback(name));
}

/**
 * Waits until the operation of another run is over.
 *
 * @returns undefined if that deleted the stack
 * @throws DeploymentError with the first resource that failed, if the stack cannot be used afterwards
 */
export async function* waitForOthers(
  context: ApplyContext,
  name: string,
): StackRun<CurrentStack | undefined> {
  const operation: StackOperation = { stackId: name, token: undefined };
  const stack = yield* pollStack(context, operation);
  if (stack && !isUsable(stack)) throw await failure(context, stack, operation);
  return stack;
}

/** Deletes the stack, at the second try if need be: what blocks the first one, such as an address in use, is often gone. */
export async function* deleteStack(context: ApplyContext, name: string): StackRun<void> {
  const present = await context.aws.stacks.describe(name);
  if (!present) return;
  for (const attempt of [1, 2]) {
    const operation = await context.aws.stacks.delete(present.id);
    const left = yield* pollStack(context, operation);
    if (!left || left.status === 'DELETE_COMPLETE') return;
    if (attempt === 2) throw await failure(context, left, operation);
  }
}

async function* waitForUsable(context: ApplyContext, operation: StackOperation): StackRun {
  const stack = yield* pollStack(context, operation);
  if (!stack) throw new DeploymentError('the stack is gone: it was deleted during the run');
  if (!isUsable(stack)) throw await failure(context, stack, operation);
  return stack;
}

/**
 * How long a stack may look finished without an event that says so: CloudFormation answers from copies, so the first
 * answer after a request may still show the state before it.
 */
const staleMs = 15_000;

async function* pollStack(
  context: ApplyContext,
  operation: StackOperation,
): StackRun<CurrentStack | undefined> {
  const seen = new Set<string>();
  let quietSince: number | undefined;
  return yield* poll<CurrentStack | undefined>(
    async () => {
      const stack = await context.aws.stacks.describe(operation.stackId);
      if (!stack) return { events: [], waitingFor: [], done: { result: undefined } };
      // Events are read once more after the end, so that the reason of a failure is never missed.
      const events = await context.aws.stacks.events({ ...operation, stackId: stack.id });
      const fresh = events.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      if (isInProgress(stack) || fresh.length > 0) quietSince = undefined;
      else quietSince ??= context.clock.now();
      const quiet = quietSince === undefined ? 0 : context.clock.now() - quietSince;
      const isConfirmed = operation.token === undefined || confirms(events, stack) || quiet >= staleMs;
      return {
        events: fresh.filter(({ resource }) => resource !== stack.name).map(toEvent),
        waitingFor: [`stack ${stack.name} (${stack.status})`],
        ...(!isInProgress(stack) && isConfirmed && { done: { result: stack } }),
      };
    },
    {
      ...context,
      timeoutHint: () =>
        'CloudFormation continues with it. Repeat the command to wait again, or look with:\n' +
        `  aws cloudformation describe-stack-events --stack-name ${operation.stackId}`,
    },
  );
}

/** Whether the operation's own events end in the state that the stack shows. */
function confirms(events: readonly StackEvent[], { name, status }: CurrentStack): boolean {
  return events.some((event) => event.resource === name && event.status === status);
}

function toEvent({ resource, type, status, reason }: StackEvent): Event {
  return { kind: 'stack-resource', resource, resourceType: type, status, reason };
}

/** Names the first resource that failed; most of what failed after it was cancelled because of it. */
async function failure(
  context: ApplyContext,
  stack: CurrentStack,
  operation: StackOperation,
): Promise<DeploymentError> {
  const events = await context.aws.stacks.events({ ...operation, stackId: stack.id });
  const diagnosis = explainStack(stack, events);
  const reason = diagnosis ? '' : `: ${stack.statusReason ?? 'CloudFormation gives no reason'}`;
  return new DeploymentError(
    `the stack ${stack.name} is ${stack.status}${reason}`,
    hints[stack.status] ?? 'Fix the cause and repeat the command.',
    diagnosis ? [diagnosis] : [],
  );
}

const startAgain =
  "Fix the cause and run 'ecs-efs up' again: it removes what is left and creates the stack from scratch.";

/** What to do, by the status of the stack. */
const hints: Readonly<Record<string, string>> = {
  ROLLBACK_COMPLETE: startAgain,
  ROLLBACK_FAILED: startAgain,
  CREATE_FAILED: startAgain,
  UPDATE_ROLLBACK_FAILED: "Fix the cause and run 'ecs-efs up --continue-rollback'.",
  DELETE_FAILED: "Fix the cause and run 'ecs-efs destroy --confirm' again.",
};
