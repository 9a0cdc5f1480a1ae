import { exitStatus } from '../errors.ts';
import { isSecretName } from '../lib/secrets.ts';
import { table } from '../lib/text.ts';
import type { NamedVariable } from '../settings/makefile/variables.ts';
import { defineCommand } from './lib/define-command.ts';

export const info = defineCommand({
  name: 'info',
  summary: 'print each setting, its value and where it came from',
  synonyms: { config: 'info', settings: 'info', env: 'info' },
  description: `
    Prints each setting, its value, and where it came from: an option, a NAME=value word, local.mk, the
    environment, or the default. AWS is not asked.`,
  options: {},
  examples: `Examples:
  ecs-efs info                  what a run in this folder would use
  ecs-efs info PROFILE=prod     what that would change`,
  run({ settings, reporter }) {
    const shown = settings.all.map(masked);
    reporter.result({
      lines: table(shown.map(({ name, value, origin }) => [name, value, origin])),
      data: { settings: shown },
    });
    return exitStatus.done;
  },
});

function masked({ name, value, origin }: NamedVariable): NamedVariable {
  if (isSecretName(name)) return { name, value: value && '********', origin };
  // The password of a URL.
  return { name, value: value.replace(/(:\/\/[^/\s:@]*:)[^/\s@]+@/g, '$1********@'), origin };
}
