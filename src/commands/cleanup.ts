import { exitStatus } from '../errors.ts';
import { defineCommand } from './lib/define-command.ts';
import { flag, wholeNumber } from './lib/options.ts';

export const cleanup = defineCommand({
  name: 'cleanup',
  summary: 'deregister old revisions of task definitions',
  synonyms: { prune: 'cleanup', gc: 'cleanup' },
  deletes: true,
  description: `
    Deregisters old revisions of this prefix's task definitions: all but the newest three of each family and
    those that a service or task of any cluster of the region uses. With --delete, it also deletes them
    permanently.`,
  options: {
    keep: wholeNumber('--keep <n>', 'how many of the newest revisions of each family stay', {
      value: 3,
      from: 0,
      to: 999_999,
    }),
    delete: flag('--delete', 'permanently delete what is deregistered'),
  },
  examples: `Examples:
  ecs-efs cleanup -n            show what would be deregistered
  ecs-efs cleanup --keep 10     keep more
  ecs-efs cleanup --delete      delete permanently`,
  async run(context, options) {
    const { observeRevisions } = await import('../observe/inventory.ts');
    const { planCleanup } = await import('../plan/plan-cleanup.ts');
    const { runPlan } = await import('./lib/run-plan.ts');
    const { cleanedResult } = await import('../report/text/result-text.ts');
    const aws = await context.connect();
    const plan = planCleanup(await observeRevisions(aws, context.settings, options), options);
    const result = await runPlan(context, aws, { plan, wait: false });
    if (result.kind === 'not-applied') return result.status;
    context.reporter.result(cleanedResult(plan));
    return exitStatus.done;
  },
});
