import type { Aws } from '../domain/ports/aws.ts';

import { exitStatus, readTogether, type ExitStatus } from '../errors.ts';
import { readFolder, type FolderInput } from '../inputs/read-folder.ts';
import type { OpenPorts } from '../inputs/rules/rule.ts';
import { openPortsOf, readStackParameters } from '../inputs/stack/stack-parameters.ts';
import { readStackTemplate } from '../inputs/stack/stack-template.ts';
import { outcomeResult, stackResult } from '../report/text/result-text.ts';
import { runPlan } from './run-plan.ts';
import type { Context } from './context.ts';
import { loadPlan, type ServiceOptions } from './load.ts';
import type { StackOptions } from '../plan/stack/plan-stack.ts';
import { stackSteps, type StackSteps } from './stack-steps.ts';

/** Makes the folder true: first the stack, then, if that was there already or with `--load`, what the files say. */
export async function up(
  context: Context,
  options: StackOptions &
    ServiceOptions & {
      load: boolean;
      wait: boolean;
      lenient: boolean;
      changeSet: boolean;
    },
): Promise<ExitStatus> {
  const { settings } = context;
  const template = readStackTemplate(settings);
  let openPorts: OpenPorts | undefined;
  const [parameters, folder] = readTogether(
    () => {
      const read = readStackParameters(settings, template);
      openPorts = openPortsOf(settings, template, read);
      return read;
    },
    () => readFolder(settings, { lenient: options.lenient, openPorts }),
  );
  context.reporter.warn(folder.warnings);
  const aws = await context.connect();
  for (;;) {
    const stack = await stackSteps(context, aws, { template, written: parameters, ...options });
    const isFirstRun = !stack.stack || stack.stack.status === 'CREATE_IN_PROGRESS';
    const stackOnly = stack.inProgress || (isFirstRun && !options.load);
    const plan = await joinPlan(context, aws, folder, stack, stackOnly, options);
    const result = await runPlan(context, aws, { plan, ...options });
    if (result.kind === 'not-applied') return result.status;
    // What another run did to the stack decides what is left to do.
    if (stack.inProgress && (!isFirstRun || options.load)) continue;
    context.reporter.result(
      stackOnly ? stackResult(plan, result.outcome, fileNames(folder)) : outcomeResult(plan, result.outcome),
    );
    return exitStatus.done;
  }
}

async function joinPlan(
  context: Context,
  aws: Aws,
  folder: FolderInput,
  stack: StackSteps,
  stackOnly: boolean,
  options: ServiceOptions,
) {
  const nothing: FolderInput = { taskDefinitions: [], services: [], warnings: [] };
  const clusterExists = stack.stack !== undefined && !stackOnly;
  const plan = await loadPlan(context, aws, stackOnly ? nothing : folder, clusterExists, options);
  return { ...plan, steps: [...stack.steps, ...plan.steps] };
}

function fileNames(folder: FolderInput): string[] {
  return [...folder.taskDefinitions, ...folder.services].map(({ file }) => file);
}
