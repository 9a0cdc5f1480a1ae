import { exitStatus } from '../errors.ts';
import { commandLineOrigin } from '../settings/table.ts';
import { defineCommand } from './lib/define-command.ts';
import { flag } from './lib/options.ts';

export const destroy = defineCommand({
  name: 'destroy',
  summary: 'delete everything of this prefix',
  synonyms: { down: 'destroy', teardown: 'destroy', undeploy: 'destroy' },
  deletes: true,
  description: `
    Deletes everything of this prefix: services, tasks, instances, the stack, the file system with its data,
    and the task definitions. Without --confirm it lists them and exits with 2. If it is interrupted, the
    same command continues. Other prefixes are not touched.`,
  options: {
    confirm: flag('--confirm', 'do it (as CONFIRM=true does); without it, only list what would be deleted'),
    keepData: flag(
      '--keep-data',
      'keep the file system, and print the line that adopts it into another cluster',
    ),
  },
  examples: `Examples:
  ecs-efs destroy               list what would be deleted
  ecs-efs destroy --confirm     delete it
  ecs-efs destroy --confirm --keep-data
                                delete all but the data of /cluster`,
  async run(context, { confirm, keepData }) {
    const { observeInventory } = await import('../observe/inventory.ts');
    const { planDestroy } = await import('../plan/plan-destroy.ts');
    const { runPlan } = await import('./lib/run-plan.ts');
    const { destroyedResult, unconfirmedResult } = await import('../report/text/result-text.ts');
    const { settings, flags, reporter } = context;
    const aws = await context.connect();
    const inventory = await observeInventory(aws, settings);
    const plan = planDestroy(inventory, { keepData });
    const isConfirmed = confirm || settings.confirmed || flags.dryRun || flags.question;
    if (plan.steps.length > 0 && !isConfirmed) {
      const elsewhere = settings.all.find(({ name, value }) => name === 'CONFIRM' && value);
      if (elsewhere && elsewhere.origin !== commandLineOrigin) {
        const message = `CONFIRM counts on the command line alone, not in ${elsewhere.origin}`;
        reporter.event({ kind: 'warning', message });
      }
      reporter.result(unconfirmedResult(plan, keepData));
      return exitStatus.usage;
    }
    const result = await runPlan(context, aws, { plan, wait: true });
    if (result.kind === 'not-applied') return result.status;
    reporter.result(destroyedResult(plan, keepData ? inventory.fileSystems.map(({ id }) => id) : []));
    return exitStatus.done;
  },
});
