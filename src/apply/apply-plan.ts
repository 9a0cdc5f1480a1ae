import { changesStack, type Plan, type Step } from '../domain/plan.ts';
import type { CurrentService } from '../domain/service.ts';
import type { CurrentStack } from '../domain/stack.ts';
import { AppError, AwsError, InterruptedError, SeveralErrors } from '../errors.ts';
import { planDependencies } from '../plan/dependencies.ts';

import { applyStep, type Progress } from './apply-step.ts';
import type { Event } from '../domain/events.ts';
import { waitForServices } from './services.ts';
import { sideBySide } from './scheduler.ts';
import type { World } from './context.ts';

/** What a plan left behind. */
export interface Outcome {
  /** If the plan made, changed or waited for it. */
  readonly stack: CurrentStack | undefined;
  /** As they were when the wait ended; none without a wait. */
  readonly services: readonly CurrentService[];
}

export interface ApplyOptions {
  /** False leaves the services to themselves. */
  readonly wait: boolean;
  /** How many steps are done side by side. */
  readonly jobs: number;
  /** Goes on after a failure with what does not depend on it. */
  readonly keepGoing: boolean;
}

/**
 * Carries out the steps of a plan, those that do not depend on each other side by side, then waits for its services.
 *
 * @throws AwsError, DeploymentError, WaitTimeoutError; SeveralErrors if there is more than one; InterruptedError;
 *   the same plan made anew after any of them goes on where this one stopped
 */
export async function* applyPlan(
  world: World,
  plan: Plan,
  options: ApplyOptions,
): AsyncGenerator<Event, Outcome> {
  const { steps } = plan;
  const { signal } = world;
  const progress: Progress = { stack: undefined, registered: new Map(), told: new Map() };
  const { failures, left } = yield* sideBySide<Event>(
    planDependencies(steps),
    (index) => tellStep(world, plan, stepAt(steps, index), progress),
    (underWay, count) => ({
      kind: 'interrupted',
      inFlight: underWay.map((index) => stepAt(steps, index)),
      left: count,
    }),
    { ...options, signal },
  );
  if (signal.aborted && failures.length + left.length > 0) {
    const unfinished = failures.map(({ index }) => stepAt(steps, index));
    throw interrupted(unfinished, left.length);
  }
  const errors = failures.map(({ error }) => error);
  const ended = { done: steps.length - failures.length - left.length, left: left.length };
  if (errors.length > 0 && !options.keepGoing) throw together(errors, ended);
  const undone = new Set([...failures.map(({ index }) => index), ...left].map((index) => steps[index]));
  const isUndone = (name: string) =>
    [...undone].some((step) => step && 'service' in step && step.service === name);
  const awaited = options.wait ? plan.awaited.filter((name) => !isUndone(name)) : [];
  const services = yield* waitTogether(world, plan.cluster, awaited, progress, options, errors);
  if (errors.length > 0) throw together(errors, ended);
  return { stack: progress.stack, services };
}

async function* tellStep(
  world: World,
  plan: Plan,
  step: Step,
  progress: Progress,
): AsyncGenerator<Event, void> {
  yield { kind: 'step-started', step };
  try {
    const result = yield* applyStep(world, plan, step, progress);
    yield { kind: 'step-done', step, ...(result !== undefined && { result }) };
  } catch (thrown) {
    const error = withFile(thrown, step);
    if (error instanceof AppError && !(error instanceof InterruptedError)) {
      yield { kind: 'step-failed', step, message: error.message };
    }
    throw error;
  }
}

/** AWS's refusal with the file that asks for what it refuses. */
function withFile(error: unknown, step: Step): unknown {
  if (!(error instanceof AwsError) || !('file' in step)) return error;
  const { code, hint, cause } = error;
  return new AwsError(`${step.file}: ${error.message}`, { code, hint, cause });
}

/** Waits for services, and adds what is wrong with them to the errors that there are already. */
async function* waitTogether(
  world: World,
  cluster: string,
  names: readonly string[],
  { told }: Progress,
  { keepGoing }: ApplyOptions,
  errors: unknown[],
): AsyncGenerator<Event, CurrentService[]> {
  if (names.length === 0) return [];
  try {
    return yield* waitForServices(world, cluster, names, told, { keepGoing });
  } catch (error) {
    if (error instanceof InterruptedError) {
      const which = names.length > 5 ? `${names.length} services` : names.join(', ');
      throw new InterruptedError(
        `interrupted while waiting for ${which}`,
        'ECS goes on with them. Run the same command again: it waits for what is not steady by then.',
      );
    }
    errors.push(error);
    return [];
  }
}

/** The error of the run: the only one, or all of them. A fault of this program comes first. */
function together(errors: readonly unknown[], ended: { done: number; left: number }): unknown {
  const fault = errors.find((error) => !(error instanceof AppError));
  if (fault !== undefined) return fault;
  if (errors.length > 1) return new SeveralErrors(errors as readonly AppError[], ended.left);
  return withProgress(errors[0], ended);
}

/** AWS's refusal with what became of the other steps, if some were not begun because of it. */
function withProgress(error: unknown, { done, left }: { done: number; left: number }): unknown {
  if (!(error instanceof AwsError) || left === 0) return error;
  const all = done + left + 1;
  const others = `${done} of ${all} steps were done; repeat the command for the others when the file is mended.`;
  const hint = error.hint ? `${error.hint}\n${others}` : others;
  return new AwsError(error.message, { code: error.code, hint, cause: error.cause });
}

function interrupted(unfinished: readonly Step[], left: number): InterruptedError {
  const goesOn = unfinished.some(({ kind }) => changesStack[kind])
    ? ['CloudFormation goes on with the stack.']
    : [];
  const remaining = unfinished.length + left;
  const again =
    remaining > 0
      ? `Run the same command again: it does the ${remaining === 1 ? 'step that is' : `${remaining} steps that are`} left.`
      : 'Run the same command again: it goes on where this run stopped.';
  return new InterruptedError('interrupted', [...goesOn, again].join(' '));
}

function stepAt(steps: readonly Step[], index: number): Step {
  const step = steps[index];
  if (!step) throw new RangeError(`the plan has no step ${index}`);
  return step;
}
