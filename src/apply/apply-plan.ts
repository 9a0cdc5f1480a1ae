import type { Event } from '../domain/events.ts';
import { changesStack, fileOf, serviceOf, type Plan, type Step } from '../domain/plan.ts';
import type { CurrentService } from '../domain/service.ts';
import type { CurrentStack } from '../domain/stack.ts';
import { AppError, AwsError, InterruptedError, SeveralErrors } from '../errors.ts';
import { planDependencies } from '../plan/dependencies.ts';
import { applyStep, type PlanRun } from './apply-step.ts';
import type { ApplyContext } from './context.ts';
import { schedule, type ScheduleOptions } from './scheduler.ts';
import { waitForServices, type ServiceWait } from './wait-for-services.ts';

/** The result of a plan. */
export interface Outcome {
  /** If the plan created, updated or waited for it. */
  readonly stack: CurrentStack | undefined;
  /** As they were when the wait ended; none without a wait. */
  readonly services: readonly CurrentService[];
}

export interface ApplyOptions extends Pick<ScheduleOptions, 'jobs' | 'keepGoing'> {
  /** False does not wait for the services. */
  readonly wait: boolean;
}

/**
 * Applies the steps of a plan, those that do not depend on each other at the same time, then waits for its services.
 *
 * @throws AwsError, DeploymentError, WaitTimeoutError, UsageError; SeveralErrors if there is more than one;
 *   InterruptedError. A new run plans what is left, and continues where this one stopped.
 */
export async function* applyPlan(
  context: ApplyContext,
  plan: Plan,
  options: ApplyOptions,
): AsyncGenerator<Event, Outcome> {
  const { steps } = plan;
  const { signal } = context;
  const run: PlanRun = { plan, stack: undefined, registered: new Map(), targets: new Map() };
  const { failures, left } = yield* schedule<Event>(
    planDependencies(steps),
    {
      start: (index) => runStep(context, stepAt(steps, index), run),
      onInterrupt: (inFlight, count) => ({
        kind: 'interrupted',
        inFlight: inFlight.map((index) => stepAt(steps, index)),
        left: count,
      }),
    },
    { ...options, signal },
  );
  if (signal.aborted && failures.length + left.length > 0) {
    const unfinished = failures.map(({ index }) => stepAt(steps, index));
    throw interrupted(unfinished, left.length);
  }
  const errors = failures.map(({ error }) => error);
  const ended = { done: steps.length - failures.length - left.length, left: left.length };
  if (errors.length > 0 && !options.keepGoing) throw together(errors, ended);
  const undone = [...failures.map(({ index }) => index), ...left].map((index) => stepAt(steps, index));
  const isUndone = (name: string) => undone.some((step) => serviceOf(step) === name);
  const { services, error } = yield* waitForAwaited(context, {
    cluster: plan.cluster,
    names: options.wait ? plan.awaited.filter((name) => !isUndone(name)) : [],
    targets: run.targets,
    keepGoing: options.keepGoing,
  });
  if (error !== undefined) errors.push(error);
  if (errors.length > 0) throw together(errors, ended);
  return { stack: run.stack, services };
}

async function* runStep(context: ApplyContext, step: Step, run: PlanRun): AsyncGenerator<Event, void> {
  yield { kind: 'step-started', step };
  try {
    const result = yield* applyStep(context, step, run);
    yield { kind: 'step-done', step, ...(result !== undefined && { result }) };
  } catch (thrown) {
    // A refused call names the file that asks for it.
    const file = fileOf(step);
    const error = thrown instanceof AwsError && file !== undefined ? thrown.at({ file }) : thrown;
    if (error instanceof AppError && !(error instanceof InterruptedError)) {
      yield { kind: 'step-failed', step, error };
    }
    throw error;
  }
}

/** Waits for services; what is wrong with them is reported beside the errors of the steps. */
async function* waitForAwaited(
  context: ApplyContext,
  wait: ServiceWait,
): AsyncGenerator<Event, { services: readonly CurrentService[]; error?: unknown }> {
  const { names } = wait;
  if (names.length === 0) return { services: [] };
  try {
    return { services: yield* waitForServices(context, wait) };
  } catch (error) {
    if (!(error instanceof InterruptedError)) return { services: [], error };
    const which = names.length > 5 ? `${names.length} services` : names.join(', ');
    throw new InterruptedError(
      `interrupted while waiting for ${which}`,
      'ECS continues with them. Run the same command again: it waits for what is not steady by then.',
    );
  }
}

/** The error of the run: the only one, or all of them. A bug of this program comes first. */
function together(errors: readonly unknown[], ended: { done: number; left: number }): unknown {
  const bug = errors.find((error) => !(error instanceof AppError));
  if (bug !== undefined) return bug;
  if (errors.length > 1) return new SeveralErrors(errors as readonly AppError[], ended.left);
  const [error] = errors;
  // A refused call names the number of steps that were done, if others were not started because of it.
  if (!(error instanceof AwsError) || ended.left === 0) return error;
  return error.at({ steps: { done: ended.done, all: ended.done + ended.left + 1 } });
}

/** @param left how many steps were not started */
function interrupted(unfinished: readonly Step[], left: number): InterruptedError {
  const continues = unfinished.some(changesStack) ? 'CloudFormation continues with the stack. ' : '';
  const remaining = unfinished.length + left;
  const steps = remaining === 1 ? 'step that is' : `${remaining} steps that are`;
  return new InterruptedError(
    'interrupted',
    `${continues}Run the same command again: it does the ${steps} left.`,
  );
}

function stepAt(steps: readonly Step[], index: number): Step {
  const step = steps[index];
  if (!step) throw new RangeError(`the plan has no step ${index}`);
  return step;
}
