import { defineCommand } from './lib/define-command.ts';

export const remove = defineCommand({
  name: 'remove',
  summary: 'delete services, and wait until their tasks have ended',
  synonyms: { rm: 'remove', delete: 'remove' },
  deletes: true,
  description: `
    Deletes these services and waits until their tasks have ended. Their task definitions stay. The next load
    creates a service again whose file is still there.`,
  argument: { name: '<NAME...>', description: 'services; NAME=value words are settings' },
  options: {},
  examples: `Examples:
  ecs-efs remove web worker     delete two services
  ecs-efs load --prune          delete all whose files are gone`,
  async run(context, _options, names) {
    const { changeServices } = await import('./lib/change-services.ts');
    const { planRemove } = await import('../plan/plan-removal.ts');
    const { removedResult } = await import('../report/text/result-text.ts');
    return changeServices(context, { names, plan: planRemove, result: removedResult });
  },
});
