import { defineCommand } from './lib/define-command.ts';

export const drain = defineCommand({
  name: 'drain',
  summary: 'stop all tasks of services, and wait until they have ended',
  synonyms: { stop: 'drain' },
  deletes: true,
  description: `
    Sets the number of tasks of these services to zero and waits until their tasks have ended. The services
    stay; the next load restores a count that a file sets.`,
  argument: { name: '<NAME...>', description: 'services; NAME=value words are settings' },
  options: {},
  examples: `Examples:
  ecs-efs drain web             stop all tasks of web
  ecs-efs load                  start them again, if its file sets a count`,
  async run(context, _options, names) {
    const { changeServices } = await import('./lib/change-services.ts');
    const { planDrain } = await import('../plan/plan-removal.ts');
    const { drainedResult } = await import('../report/text/result-text.ts');
    return changeServices(context, { names, plan: planDrain, result: drainedResult });
  },
});
