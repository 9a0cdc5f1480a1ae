import {
  type ChangeSetId,
  type CurrentStack,
  type WantedStack,
  isInProgress,
  isUsable,
  type StackEvent,
  type StackOperation,
} from '../domain/stack.ts';

import { DeploymentError } from '../errors.ts';

import { stackRequest } from './change-set.ts';
import { explainStack } from './diagnosis/explain-stack.ts';
import type { Event } from '../domain/events.ts';
import { watch } from './poll.ts';
import type { World } from './context.ts';

/**
 * Creates the stack and waits until it is complete. A creation has nothing to lose, so that it needs no change set,
 * which would leave a stack in review if the run ended between making and executing it.
 */
export async function* createStack(
  world: World,
  stack: WantedStack,
  prefix: string,
): AsyncGenerator<Event, CurrentStack> {
  const operation = await world.aws.stacks.create(stackRequest(stack, prefix));
  return yield* waitForUsable(world, operation);
}

/**
 * Executes a change set and waits until the stack is updated.
 *
 * @throws DeploymentError if the update is rolled back
 */
export async function* updateStack(
  world: World,
  changeSet: ChangeSetId,
): AsyncGenerator<Event, CurrentStack> {
  const operation = await world.aws.stacks.executeChangeSet(changeSet);
  const updated = yield* waitForUsable(world, operation);
  if (updated.status === 'UPDATE_ROLLBACK_COMPLETE') throw await failure(world, updated, operation);
  return updated;
}

/** Goes on with the roll-back of an update that failed, until the stack is as it was before. */
export async function* continueRollback(world: World, name: string): AsyncGenerator<Event, CurrentStack> {
  return yield* waitForUsable(world, await world.aws.stacks.continueRollback(name));
}

/**
 * Waits until what another run does with the stack is over; undefined if that was its deletion.
 *
 * @throws DeploymentError with the first resource that failed, if a stack is left that cannot be used
 */
export async function* waitForOthers(
  world: World,
  name: string,
): AsyncGenerator<Event, CurrentStack | undefined> {
  const operation: StackOperation = { stackId: name, token: undefined };
  const stack = yield* watchStack(world, operation);
  if (stack && !isUsable(stack)) throw await failure(world, stack, operation);
  return stack;
}

/** Deletes the stack; what keeps it from going away the first time (an address still in use) is often gone the second. */
export async function* deleteStack(world: World, name: string): AsyncGenerator<Event, void> {
  const present = await world.aws.stacks.describe(name);
  if (!present) return;
  for (const attempt of [1, 2]) {
    const operation = await world.aws.stacks.delete(present.id);
    const left = yield* watchStack(world, operation);
    if (!left || left.status === 'DELETE_COMPLETE') return;
    if (attempt === 2) throw await failure(world, left, operation);
  }
}

async function* waitForUsable(world: World, operation: StackOperation): AsyncGenerator<Event, CurrentStack> {
  const stack = yield* watchStack(world, operation);
  if (!stack) throw new DeploymentError('the stack is gone: somebody deleted it');
  if (!isUsable(stack)) throw await failure(world, stack, operation);
  return stack;
}

/**
 * How long a stack may look finished without an event that says so: CloudFormation answers from copies, so that
 * the first look after a request may still show the state before it.
 */
const staleMs = 15_000;

async function* watchStack(
  world: World,
  operation: StackOperation,
): AsyncGenerator<Event, CurrentStack | undefined> {
  const told = new Set<string>();
  let quietSince: number | undefined;
  return yield* watch<CurrentStack | undefined>(
    async () => {
      const stack = await world.aws.stacks.describe(operation.stackId);
      if (!stack) return { events: [], waitingFor: [], done: { result: undefined } };
      // The events of what is over are read once more, so that the reason of a failure is never missed.
      const events = await world.aws.stacks.events({ ...operation, stackId: stack.id });
      const fresh = events.filter(({ id }) => !told.has(id));
      for (const { id } of fresh) told.add(id);
      if (isInProgress(stack) || fresh.length > 0) quietSince = undefined;
      else quietSince ??= world.clock.now();
      const quiet = quietSince === undefined ? 0 : world.clock.now() - quietSince;
      const isOver =
        !isInProgress(stack) && (operation.token === undefined || saysSo(events, stack) || quiet >= staleMs);
      return {
        events: fresh.filter(({ resource }) => resource !== stack.name).map(toEvent),
        waitingFor: [`stack ${stack.name} (${stack.status})`],
        ...(isOver && { done: { result: stack } }),
      };
    },
    {
      ...world,
      timeoutHint:
        'CloudFormation goes on with it. Repeat the command to go on waiting, or look with:\n' +
        `  aws cloudformation describe-stack-events --stack-name ${operation.stackId}`,
    },
  );
}

/** Whether the operation's own events end in the state that the stack shows. */
function saysSo(events: readonly StackEvent[], { name, status }: CurrentStack): boolean {
  return events.some((event) => event.resource === name && event.status === status);
}

function toEvent({ resource, type, status, reason }: StackEvent): Event {
  return { kind: 'stack-resource', resource, resourceType: type, status, reason };
}

/** Names the first resource that failed; what failed after it was mostly cancelled because of it. */
async function failure(
  world: World,
  stack: CurrentStack,
  operation: StackOperation,
): Promise<DeploymentError> {
  const events = await world.aws.stacks.events({ ...operation, stackId: stack.id });
  const diagnosis = explainStack(stack, events);
  const reason = diagnosis ? '' : `: ${stack.statusReason ?? 'CloudFormation gives no reason'}`;
  return new DeploymentError(
    `the stack ${stack.name} is ${stack.status}${reason}`,
    hints[stack.status] ?? 'Mend the cause and repeat the command.',
    diagnosis ? [diagnosis] : [],
  );
}

const startAnew = "Mend the cause and run 'ecs-efs up' again: it removes what is left and starts anew.";

/** What helps, by what CloudFormation made of the stack. */
const hints: Readonly<Record<string, string>> = {
  ROLLBACK_COMPLETE: startAnew,
  ROLLBACK_FAILED: startAnew,
  CREATE_FAILED: startAnew,
  UPDATE_ROLLBACK_FAILED: "Mend the cause and run 'ecs-efs up --continue-rollback'.",
  DELETE_FAILED: "Mend the cause and run 'ecs-efs destroy --confirm' again.",
};
