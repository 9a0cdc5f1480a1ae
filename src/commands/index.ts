import { check } from './check.ts';
import { cleanup } from './cleanup.ts';
import { destroy } from './destroy.ts';
import { dns } from './dns.ts';
import { drain } from './drain.ts';
import { info } from './info.ts';
import type { CommandDefinition } from './lib/define-command.ts';
import { load } from './load.ts';
import { remove } from './remove.ts';
import { schema } from './schema.ts';
import { templates } from './templates.ts';
import { up } from './up.ts';

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  up,
  load,
  drain,
  remove,
  cleanup,
  destroy,
  dns,
  templates,
  check,
  schema,
  info,
];
