import { join, relative } from 'node:path';
import { isError } from '../domain/diagnostic.ts';
import { exitStatus } from '../errors.ts';
import { checkFormats } from '../report/formats/check-formats.ts';
import { defineCommand } from './lib/define-command.ts';
import { choice } from './lib/options.ts';
import { lenientOption } from './load.ts';

export const check = defineCommand({
  name: 'check',
  summary: 'check the files, without asking AWS',
  synonyms: { validate: 'check', lint: 'check', verify: 'check' },
  description: `
    Checks every .taskdef, .service and .params of the folder, or the FILEs, against AWS's own model and its
    documented rules, as up and load do before they send anything. Everything that is found is printed as
    file:line:column with what to write instead. Neither AWS nor credentials are needed.`,
  argument: { name: '[FILE...]', description: 'files to check; without one, the whole folder' },
  options: {
    lenient: lenientOption,
    format: choice('--format <name>', 'how to print what is found', { value: 'text', among: checkFormats }),
  },
  examples: `Examples:
  ecs-efs check                 check the folder
  ecs-efs check web.taskdef     check one file
  ecs-efs check --format github print what is found as annotations of GitHub
  ecs-efs check --format sarif  print it for code scanners`,
  async run({ settings, reporter }, options, names) {
    const { checkInputs } = await import('../inputs/check-inputs.ts');
    const { readSourceLine } = await import('../inputs/document/source-text.ts');
    const { directory } = settings;
    const { files, diagnostics } = await checkInputs(settings, names, options);
    // GitHub wants paths from the root of the repository, wherever the folder lies in it.
    const root = settings.lookup('GITHUB_WORKSPACE');
    reporter.result(
      checkFormats[options.format]({
        files,
        diagnostics,
        sourceLine: (place) => (reporter.isTerminal ? readSourceLine(directory, place) : undefined),
        fileName: (file) => (root ? relative(root, join(directory, file)) : file),
      }),
    );
    return diagnostics.some(isError) ? exitStatus.usage : exitStatus.done;
  },
});
