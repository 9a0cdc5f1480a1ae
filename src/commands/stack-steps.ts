import { observeStack } from '../aws/observe.ts';
import type { Aws } from '../aws/ports.ts';
import { DeploymentError, UsageError } from '../errors.ts';
import { withCluster, type StackParameters } from '../inputs/stack-parameters.ts';
import type { StackTemplate } from '../inputs/stack-template.ts';
import { chooseNetwork } from '../plan/choose-network.ts';
import { isInProgress, isUsable, planStack } from '../plan/plan-stack.ts';
import type { CurrentStack, Step, WantedStack } from '../plan/types.ts';
import type { Context } from './context.ts';

export interface StackSteps {
  readonly steps: readonly Step[];
  /** As it is before the steps. */
  readonly stack: CurrentStack | undefined;
  readonly inProgress: boolean;
}

/**
 * Decides what `up` does about the stack, with a network of its own choice where no parameters file names one.
 *
 * @param written what the parameters file says; undefined if there is none
 * @throws UsageError if the network is for the user to choose
 * @throws DeploymentError if an earlier operation left the stack in a state that no update can mend
 */
export async function stackSteps(
  context: Context,
  aws: Aws,
  template: StackTemplate,
  written: StackParameters | undefined,
): Promise<StackSteps> {
  const { settings, flags } = context;
  const { stack, templateBody } = await observeStack(aws, settings.stack);
  const inProgress = stack !== undefined && isInProgress(stack);
  if (stack && !inProgress && !isUsable(stack)) throw unusable(stack);
  const found = written || stack ? undefined : await findParameters(context, aws, template);
  const wanted: WantedStack = {
    name: settings.stack,
    templateFile: template.file,
    templateBody: template.body,
    // Without a file, a stack that is there keeps what it was made with.
    parameters: written ?? (found ? withCluster(found, settings, template) : (stack?.parameters ?? {})),
    defaults: written ? defaultsOf(template) : {},
    references: [...template.parameters.values()]
      .filter(({ type }) => type.startsWith('AWS::SSM::Parameter::Value'))
      .map(({ name }) => name),
  };
  const step = planStack(wanted, stack, templateBody, flags.alwaysMake);
  const write = found ? [writeStep(settings.parametersFile, found)] : [];
  return { steps: [...write, ...(step ? [step] : [])], stack, inProgress };
}

function writeStep(file: string, parameters: StackParameters): Step {
  const why = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return { do: 'write-parameters', file, parameters, why: why.join(', ') };
}

async function findParameters(
  { settings }: Context,
  aws: Aws,
  template: StackTemplate,
): Promise<StackParameters> {
  const choice = chooseNetwork(await aws.networks.candidates());
  if ('refused' in choice) {
    const hint = choice.suggestion
      ? `Put what is meant into ${settings.parametersFile}. This is what there is in ${aws.region}:\n\n${choice.suggestion}`
      : `Create one, or choose another REGION (this is ${aws.region}) or PROFILE.`;
    throw new UsageError(`no network can be chosen: ${choice.refused}`, hint);
  }
  return Object.fromEntries(
    Object.entries(choice.parameters).filter(([name]) => template.parameters.has(name)),
  );
}

function defaultsOf(template: StackTemplate): StackParameters {
  return Object.fromEntries(
    [...template.parameters.values()].flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue]],
    ),
  );
}

function unusable({ name, status, statusReason }: CurrentStack): DeploymentError {
  const reason = statusReason ? `: ${statusReason}` : '';
  const hint =
    status === 'UPDATE_ROLLBACK_FAILED'
      ? `Mend what CloudFormation names, then run 'aws cloudformation continue-update-rollback --stack-name ${name}'.`
      : "Remove what is left with 'ecs-efs destroy --confirm', then run 'ecs-efs up' again.";
  return new DeploymentError(`the stack ${name} is ${status} and cannot be updated${reason}`, hint);
}
