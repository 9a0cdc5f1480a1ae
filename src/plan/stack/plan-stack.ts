import type { FileSystem } from '../../domain/file-system.ts';
import type { NetworkCandidates } from '../../domain/network.ts';
import type { Step } from '../../domain/plan.ts';
import {
  hiddenParameter,
  isFailedCreation,
  isInProgress,
  type CurrentStack,
  type StackParameters,
  type WantedStack,
} from '../../domain/stack.ts';
import type { StackTemplate, TemplateContent } from '../../domain/template.ts';
import { UsageError } from '../../errors.ts';
import { stableJson } from '../load/digest.ts';
import { chooseNetwork } from './choose-network.ts';
import { additions, destructiveChanges, destructiveUpdate, predictChanges } from './stack-changes.ts';

/** What was read before the stack is planned. */
export interface StackFacts {
  readonly name: string;
  readonly region: string;
  readonly template: StackTemplate;
  readonly parametersFile: string;
  /** What the parameters file says; undefined if there is none. */
  readonly written: StackParameters | undefined;
  /** Parameters that the program sets itself. */
  readonly ownParameters: StackParameters;
  readonly stack: CurrentStack | undefined;
  /** The template that the stack was made from. */
  readonly currentTemplate: TemplateContent | undefined;
  /** Read only if a network must be chosen. */
  readonly networks: NetworkCandidates | undefined;
}

export interface StackOptions {
  /** Lets an update replace or remove the file system or the cluster. */
  readonly allowReplacement: boolean;
  /** Continues a roll-back that failed. */
  readonly continueRollback: boolean;
}

/**
 * Decides what `up` does about the stack: create it, wait for another run, update it, or leave it alone. Where no
 * parameters file names a network, it chooses one; what a failed creation left is removed first.
 *
 * @throws UsageError if the user must choose the network, or if an update would lose data
 */
export function planStack(facts: StackFacts, options: StackOptions & { alwaysMake: boolean }): Step[] {
  const { stack: present, written, template } = facts;
  if (present?.status === 'UPDATE_ROLLBACK_FAILED' && options.continueRollback) {
    const why = `the stack is ${present.status}`;
    return [{ kind: 'continue-rollback', stack: present.name, why }];
  }
  const failed = present && isFailedCreation(present) ? present : undefined;
  const stack = failed ? undefined : present;
  const chosen = written || stack ? undefined : chooseParameters(facts);
  const wanted: WantedStack = {
    name: facts.name,
    templateFile: template.file,
    templateBody: template.body,
    // Without a file, a stack that exists keeps its parameters.
    parameters: written ?? (chosen ? { ...chosen, ...facts.ownParameters } : (stack?.parameters ?? {})),
    defaults: written ? defaultsOf(template) : {},
    references: [...template.parameters.values()]
      .filter(({ type }) => type.startsWith('AWS::SSM::Parameter::Value'))
      .map(({ name }) => name),
  };
  const create: Step = { kind: 'create-stack', stack: wanted, changes: additions(template), why: 'new' };
  const step = stack ? planExistingStack(wanted, stack, facts, options) : create;
  return [
    ...(chosen ? [writeStep(facts.parametersFile, chosen)] : []),
    ...(failed ? [removeFailedCreation(failed)] : []),
    ...(step ? [step] : []),
  ];
}

function planExistingStack(
  wanted: WantedStack,
  current: CurrentStack,
  { template, currentTemplate }: StackFacts,
  { alwaysMake, allowReplacement }: StackOptions & { alwaysMake: boolean },
): Step | undefined {
  if (isInProgress(current)) {
    return { kind: 'wait-for-stack', stack: current.name, why: `the stack is ${current.status}` };
  }
  const parameters = changedParameters(wanted, current);
  // CloudFormation finds nothing to update where only comments, line ends or the order of members differ.
  const hasNewTemplate =
    currentTemplate && stableJson(currentTemplate.document) !== stableJson(template.document);
  const reasons = [
    ...(alwaysMake ? ['always (-B)'] : []),
    ...(hasNewTemplate ? [`${wanted.templateFile} changed`] : []),
    ...parameters.map((name) => {
      const value = { ...wanted.defaults, ...wanted.parameters }[name];
      return `${name} is '${current.parameters[name]}' instead of '${value}'`;
    }),
  ];
  if (reasons.length === 0) return undefined;
  const changes = currentTemplate ? predictChanges(currentTemplate, template, parameters) : [];
  const losses = allowReplacement ? [] : destructiveChanges(changes);
  if (losses.length > 0) throw destructiveUpdate(losses);
  const why = reasons.join('; ');
  return { kind: 'update-stack', stack: wanted, changes, changesFrom: 'template', allowReplacement, why };
}

/** Names of the parameters whose value in the stack is not the one that is wanted. */
function changedParameters(wanted: WantedStack, current: CurrentStack): string[] {
  const complete = { ...wanted.defaults, ...wanted.parameters };
  return Object.entries(complete).flatMap(([name, value]) => {
    const present = current.parameters[name];
    // A parameter that the stack does not have yet comes with a new template.
    if (present === undefined || hiddenParameter.test(present)) return [];
    // CloudFormation shows the name of a value in Systems Manager; emulators show the value, which says nothing.
    const isResolved = wanted.references.includes(name) && !present.startsWith('/');
    return present === value || isResolved ? [] : [name];
  });
}

/** CloudFormation itself removes the resources of a failed creation, the file system too. */
function removeFailedCreation({ name, status }: CurrentStack): Step {
  return { kind: 'delete-stack', stack: name, why: `its creation failed (${status})` };
}

function writeStep(file: string, parameters: StackParameters): Step {
  const why = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return { kind: 'write-parameters', file, parameters, why: why.join(', ') };
}

function chooseParameters({ networks, region, parametersFile, template }: StackFacts): StackParameters {
  const choice = chooseNetwork(networks ?? { vpcs: [], subnets: [], keyPairs: [] });
  if (choice.kind === 'undecided') {
    const hint = choice.suggestion
      ? `Write the network that you want into ${parametersFile}. ${region} has:\n\n${choice.suggestion}`
      : `Create one, or choose another REGION (this is ${region}) or PROFILE.`;
    throw new UsageError(`no network can be chosen: ${choice.reason}`, hint);
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

/** Names file systems of earlier stacks whose data a new stack would not use. */
export function adoptionWarnings(steps: readonly Step[], fileSystems: readonly FileSystem[]): string[] {
  const create = steps.find((step) => step.kind === 'create-stack');
  if (!create || create.stack.parameters['FileSystemId']) return [];
  return fileSystems.map(
    ({ id }) => `the file system ${id} of an earlier stack exists; to use its data, set FileSystemId=${id}`,
  );
}
