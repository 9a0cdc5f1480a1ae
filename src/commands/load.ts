import { exitStatus } from '../errors.ts';
import { defineCommand } from './lib/define-command.ts';
import { flag, list, negatedFlag } from './lib/options.ts';

export const lenientOption = flag(
  '--lenient',
  'warn about fields that this program does not know, instead of refusing them',
);

/** What `up` and `load` share. */
export const loadOptions = {
  prune: flag('--prune', 'delete the services that this folder loaded before and whose files are gone'),
  recreate: list('--recreate <name>', 'delete this service and create it again (may be repeated)'),
  wait: negatedFlag('--no-wait', 'do not wait until the services are steady'),
  lenient: lenientOption,
};

export const load = defineCommand({
  name: 'load',
  summary: 'load the folder into the cluster that is there',
  description: `
    Registers every .taskdef of the folder, creates or updates every .service, and waits until they are
    steady; the stack is left alone. Files that end in .template are filled in first: \${NAME} and
    \${NAME:-default} stand for settings, $$ for a dollar. A .taskdef whose containers hold the word
    AUTOCREATE.SERVICE gets its own service.`,
  options: loadOptions,
  examples: `Examples:
  ecs-efs load                  load what changed
  ecs-efs load -B               register and deploy everything again
  ecs-efs load --no-wait        do not wait for the services
  ecs-efs load --prune          delete the services whose files are gone, too`,
  async run(context, options) {
    const { readFolder } = await import('../inputs/read-folder.ts');
    const { loadPlan } = await import('./lib/load-plan.ts');
    const { runPlan } = await import('./lib/run-plan.ts');
    const { outcomeResult } = await import('../report/text/result-text.ts');
    const folder = readFolder(context.settings, options);
    context.reporter.warn(folder.warnings);
    const aws = await context.connect();
    const plan = await loadPlan(context, aws, { folder, clusterExists: true, ...options });
    const result = await runPlan(context, aws, { plan, ...options });
    if (result.kind === 'not-applied') return result.status;
    context.reporter.result(outcomeResult(plan, result.outcome));
    return exitStatus.done;
  },
});
