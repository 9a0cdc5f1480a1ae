import {
  type CurrentStack,
  type WantedStack,
  type ResourceChange,
  isInProgress,
  isStillborn,
  isUsable,
} from '../domain/stack.ts';
import type { Step } from '../domain/plan.ts';
import { stackTag } from '../domain/tags.ts';
import type { Aws } from '../domain/ports/aws.ts';
import { workOutUpdate } from '../apply/change-set.ts';
import { explainStack } from '../apply/diagnosis/explain-stack.ts';
import { observeStack } from '../observe/stack.ts';

import { DeploymentError, UsageError } from '../errors.ts';
import { withCluster, type StackParameters } from '../inputs/stack/stack-parameters.ts';
import type { StackTemplate, TemplateResource } from '../inputs/stack/stack-template.ts';
import { chooseNetwork } from '../plan/stack/choose-network.ts';

import { planStack } from '../plan/stack/plan-stack.ts';
import { dangers } from '../plan/stack/stack-changes.ts';

import type { Context } from './context.ts';

export interface StackSteps {
  readonly steps: readonly Step[];
  /** As it is before the steps. */
  readonly stack: CurrentStack | undefined;
  /** What is to be done after it can only be told when it is over. */
  readonly inProgress: boolean;
}

export interface StackOptions {
  /** Lets an update replace or remove the file system or the cluster. */
  readonly allowReplacement: boolean;
  /** Goes on with a roll-back that failed. */
  readonly continueRollback: boolean;
}

/**
 * Decides what `up` does about the stack, with a network of its own choice where no parameters file names one.
 *
 * @param written what the parameters file says; undefined if there is none
 * @throws UsageError if the network is for the user to choose, or if data would be lost
 * @throws DeploymentError if an earlier operation left the stack in a state that no update can mend
 */
export async function stackSteps(
  context: Context,
  aws: Aws,
  template: StackTemplate,
  written: StackParameters | undefined,
  options: StackOptions,
): Promise<StackSteps> {
  const { settings, flags } = context;
  const { stack: present, templateBody } = await observeStack(aws, settings.stack);
  const inProgress = present !== undefined && isInProgress(present);
  if (present?.status === 'UPDATE_ROLLBACK_FAILED' && options.continueRollback) {
    const why = `the stack is ${present.status}`;
    return {
      steps: [{ kind: 'continue-rollback', stack: present.name, why }],
      stack: present,
      inProgress: true,
    };
  }
  const stillborn = present && isStillborn(present) ? present : undefined;
  const stack = stillborn ? undefined : present;
  if (stack && !inProgress && !isUsable(stack)) throw await unusable(aws, stack);
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
  const shown = step && (await withChanges(context, aws, template, step, options));
  const steps = [
    ...(found ? [writeStep(settings.parametersFile, found)] : []),
    ...(stillborn ? await clearAway(aws, stillborn) : []),
    ...(shown ? [shown] : []),
  ];
  return { steps, stack, inProgress };
}

/** Adds what happens to each resource; undefined if CloudFormation finds nothing to do. */
async function withChanges(
  context: Context,
  aws: Aws,
  template: StackTemplate,
  step: Step,
  options: StackOptions,
): Promise<Step | undefined> {
  if (step.kind === 'create-stack') return { ...step, changes: template.resources.map(added) };
  // To ask is one thing, to leave a trace in AWS another.
  if (step.kind !== 'update-stack' || context.flags.question) return step;
  const { clock, signal, settings, flags } = context;
  const update = await workOutUpdate({ aws, clock, signal }, step.stack, settings.prefix);
  if (!update) return undefined;
  const { changes, changeSet } = update;
  const losses = options.allowReplacement ? [] : dangers(changes);
  if (flags.dryRun || losses.length > 0) await aws.stacks.deleteChangeSet(changeSet);
  if (flags.dryRun) return { ...step, changes };
  if (losses.length === 0) return { ...step, changes, changeSet };
  throw new UsageError(
    `the update of the stack was not made: ${losses.join('; ')}`,
    "Undo the change of the template or the parameters ('ecs-efs -n up' shows it); " +
      'or, if the loss is meant, repeat the command with --allow-replacement.',
  );
}

function added({ name, type, condition }: TemplateResource): ResourceChange {
  const properties = condition === undefined ? [] : [`if ${condition}`];
  return { action: 'Add', resource: name, type, replacement: undefined, properties };
}

/** A file system that nobody has written to has this many bytes of its own. */
const emptyBytes = 6 * 1024;

/** What a creation that failed has left: the stack, and its file system, unless there is something in it. */
async function clearAway(aws: Aws, stack: CurrentStack): Promise<Step[]> {
  const left = await aws.fileSystems.findByTag(stackTag, stack.name);
  const empty = left.filter(({ id, bytes, kept }) => {
    return !kept && bytes <= emptyBytes && stack.parameters['FileSystemId'] !== id;
  });
  return [
    { kind: 'delete-stack', stack: stack.name, why: `its creation failed (${stack.status})` },
    ...empty.map(({ id, bytes }): Step => ({
      kind: 'delete-file-system',
      fileSystem: id,
      bytes,
      why: 'the creation that failed left it, and it is empty',
    })),
  ];
}

function writeStep(file: string, parameters: StackParameters): Step {
  const why = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return { kind: 'write-parameters', file, parameters, why: why.join(', ') };
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

async function unusable(aws: Aws, stack: CurrentStack): Promise<DeploymentError> {
  const { name, status, statusReason } = stack;
  const events = await aws.stacks.events({ stackId: stack.id, token: undefined });
  const diagnosis = explainStack(stack, events);
  const reason = diagnosis || !statusReason ? '' : `: ${statusReason}`;
  const hint =
    status === 'UPDATE_ROLLBACK_FAILED'
      ? "Mend what CloudFormation names, then run 'ecs-efs up --continue-rollback'."
      : "Remove what is left with 'ecs-efs destroy --confirm', then run 'ecs-efs up' again.";
  const message = `the stack ${name} is ${status} and cannot be updated${reason}`;
  return new DeploymentError(message, hint, diagnosis ? [diagnosis] : []);
}
