import { exitStatus, type ExitStatus } from '../errors.ts';
import type { NamedVariable } from '../settings/load.ts';
import type { Context } from './context.ts';

/** Names whose values are not for a screen or a log. */
const secretName = /pass|secret|token|credential|key$/i;

/** Prints each setting with its value and where that came from; nothing is asked of AWS. */
export function info({ settings, reporter }: Context): ExitStatus {
  const shown = settings.all.map(masked);
  const nameWidth = Math.max(...shown.map(({ name }) => name.length));
  const valueWidth = Math.max(...shown.map(({ value }) => value.length));
  reporter.result({
    lines: shown.map(({ name, value, origin }) =>
      `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${origin}`.trimEnd(),
    ),
    data: { settings: shown },
  });
  return exitStatus.done;
}

function masked({ name, value, origin }: NamedVariable): NamedVariable {
  return { name, value: secretName.test(name) && value ? '********' : value, origin };
}
