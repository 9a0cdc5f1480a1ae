import { explainStack } from '../../apply/diagnosis/explain-stack.ts';
import type { Step } from '../../domain/plan.ts';
import type { Aws } from '../../domain/ports/aws.ts';
import { isFailedCreation, isUsable, type CurrentStack } from '../../domain/stack.ts';
import type { StackParameters } from '../../domain/stack.ts';
import type { StackTemplate } from '../../domain/template.ts';
import { DeploymentError } from '../../errors.ts';
import { withCluster } from '../../inputs/stack/stack-parameters.ts';
import { readTemplateBody } from '../../inputs/stack/stack-template.ts';
import { observeStack } from '../../observe/stack.ts';
import { adoptionWarnings, planStack, type StackOptions } from '../../plan/stack/plan-stack.ts';
import type { Context } from './context.ts';

export interface StackSteps {
  readonly steps: readonly Step[];
  /** As it is before the steps; undefined if there is none, or only what a failed creation left. */
  readonly stack: CurrentStack | undefined;
  readonly warnings: readonly string[];
  /** What comes after the steps can only be planned when they are done. */
  readonly inProgress: boolean;
}

/**
 * Reads the stack and decides what `up` does about it.
 *
 * @param written what the parameters file says; undefined if there is none
 * @throws UsageError if the user must choose the network, or if data would be lost
 * @throws DeploymentError if an earlier operation left the stack in a state that no update can repair
 */
export async function stackSteps(
  { settings, flags }: Context,
  aws: Aws,
  input: { readonly template: StackTemplate; readonly written: StackParameters | undefined } & StackOptions,
): Promise<StackSteps> {
  const { template, written } = input;
  const observed = await observeStack(aws, settings.stack, written !== undefined);
  const { stack, templateBody } = observed;
  const steps = planStack(
    {
      ...observed,
      name: settings.stack,
      region: aws.region,
      template,
      parametersFile: settings.parametersFile,
      written,
      ownParameters: withCluster({}, settings, template),
      currentTemplate: templateBody === undefined ? undefined : readTemplateBody(templateBody),
    },
    { ...input, alwaysMake: flags.alwaysMake },
  );
  const inProgress = steps.some(({ kind }) => kind === 'wait-for-stack' || kind === 'continue-rollback');
  if (stack && !inProgress && !isUsable(stack) && !isFailedCreation(stack)) throw await unusable(aws, stack);
  return {
    steps,
    stack: stack && isFailedCreation(stack) ? undefined : stack,
    warnings: adoptionWarnings(steps, observed.adoptable),
    inProgress,
  };
}

async function unusable(aws: Aws, stack: CurrentStack): Promise<DeploymentError> {
  const { name, status, statusReason } = stack;
  const events = await aws.stacks.events({ stackId: stack.id, token: undefined });
  const diagnosis = explainStack(stack, events);
  const reason = diagnosis || !statusReason ? '' : `: ${statusReason}`;
  const hint =
    status === 'UPDATE_ROLLBACK_FAILED'
      ? "Fix what CloudFormation names, then run 'ecs-efs up --continue-rollback'."
      : "Remove what is left with 'ecs-efs destroy --confirm', then run 'ecs-efs up' again.";
  const message = `the stack ${name} is ${status} and cannot be updated${reason}`;
  return new DeploymentError(message, hint, diagnosis ? [diagnosis] : []);
}
