import { exitStatus, readTogether } from '../errors.ts';
import type { FolderInput } from '../inputs/read-folder.ts';
import type { OpenPorts } from '../inputs/rules/rule.ts';
import { defineCommand } from './lib/define-command.ts';
import { flag } from './lib/options.ts';
import { loadOptions } from './load.ts';

const noFiles: FolderInput = { taskDefinitions: [], services: [], warnings: [] };

export const up = defineCommand({
  name: 'up',
  summary: 'create or update the cluster, then load the folder into it',
  synonyms: {
    deploy: 'up',
    apply: 'up',
    init: 'up',
    create: 'up',
    plan: 'up -n',
    diff: 'up -n',
    preview: 'up -n',
  },
  description: `
    Makes the cluster what the folder says. The first run finds the VPC and its subnets, writes
    ecs-cluster.params, and creates the stack; the next one registers every .taskdef, creates or updates
    every .service, and waits until they are steady. Every later run applies what has changed since: in the
    files, in the parameters, in the template, or by hand in AWS. What is left of a creation that failed is
    removed first. An update that would replace or remove the file system or the cluster is refused unless
    --allow-replacement is given.`,
  options: {
    ...loadOptions,
    load: flag('--load', 'load the files in the same run that creates the cluster'),
    allowReplacement: flag(
      '--allow-replacement',
      'let an update replace or remove the file system or the cluster',
    ),
    continueRollback: flag(
      '--continue-rollback',
      'continue the roll-back of an update of the stack that failed',
    ),
    changeSet: flag('--change-set', 'with -n: ask CloudFormation what an update of the stack changes'),
  },
  examples: `Examples:
  ecs-efs up                    the next step: create the cluster, or load what changed
  ecs-efs up --load             both in one run
  ecs-efs up -n                 show what would be done
  ecs-efs up -q || echo stale   ask whether anything is to be done`,
  async run(context, options) {
    const { readFolder } = await import('../inputs/read-folder.ts');
    const { openPortsOf, readStackParameters } = await import('../inputs/stack/stack-parameters.ts');
    const { readStackTemplate } = await import('../inputs/stack/stack-template.ts');
    const { loadPlan } = await import('./lib/load-plan.ts');
    const { stackSteps } = await import('./lib/stack-steps.ts');
    const { runPlan } = await import('./lib/run-plan.ts');
    const { outcomeResult, stackResult } = await import('../report/text/result-text.ts');
    const { settings, reporter } = context;
    const template = readStackTemplate(settings);
    let openPorts: OpenPorts | undefined;
    const [parameters, folder] = readTogether(
      () => {
        const written = readStackParameters(settings, template);
        openPorts = openPortsOf(settings, template, written);
        return written;
      },
      () => readFolder(settings, { lenient: options.lenient, openPorts }),
    );
    reporter.warn(folder.warnings);
    const aws = await context.connect();
    for (;;) {
      const { steps, stack, inProgress, warnings } = await stackSteps(context, aws, {
        template,
        written: parameters,
        ...options,
      });
      const isFirstRun = !stack || stack.status === 'CREATE_IN_PROGRESS';
      const stackOnly = inProgress || (isFirstRun && !options.load);
      const loaded = await loadPlan(context, aws, {
        folder: stackOnly ? noFiles : folder,
        clusterExists: stack !== undefined && !stackOnly,
        ...options,
      });
      const plan = {
        ...loaded,
        steps: [...steps, ...loaded.steps],
        warnings: [...warnings, ...(loaded.warnings ?? [])],
      };
      const result = await runPlan(context, aws, { plan, ...options });
      if (result.kind === 'not-applied') return result.status;
      // What another run did to the stack decides what is left to do.
      if (inProgress && (!isFirstRun || options.load)) continue;
      const files = [...folder.taskDefinitions, ...folder.services].map(({ file }) => file);
      reporter.result(
        stackOnly ? stackResult(plan, result.outcome, files) : outcomeResult(plan, result.outcome),
      );
      return exitStatus.done;
    }
  },
});
