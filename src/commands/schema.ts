import { exitStatus } from '../errors.ts';
import type { InputKind } from '../inputs/kinds.ts';
import { defineCommand } from './lib/define-command.ts';

const kinds: readonly InputKind[] = ['taskdef', 'service'];

export const schema = defineCommand({
  name: 'schema',
  summary: 'print the JSON Schema of a kind of file, for editors',
  description: `
    Prints the JSON Schema of .taskdef or .service files, which editors use to complete and explain fields. It
    is made from AWS's own model.`,
  argument: { name: '<KIND>', description: 'the ending of the files', choices: kinds },
  options: {},
  examples: `Examples:
  ecs-efs schema taskdef > taskdef.schema.json
  ecs-efs schema service > service.schema.json`,
  async run({ reporter }, _options, [kind = 'taskdef']) {
    const { schemaText } = await import('../inputs/schema/schema.ts');
    const text = schemaText(kind);
    reporter.result({ lines: [text.trimEnd()], data: JSON.parse(text) });
    return exitStatus.done;
  },
});
