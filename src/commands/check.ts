import { isError } from '../domain/diagnostic.ts';
import { join, relative } from 'node:path';
import { exitStatus, type ExitStatus } from '../errors.ts';
import { checkInputs } from '../inputs/check-inputs.ts';
import { readSourceLine } from '../inputs/document/source-line.ts';
import { checkResult, type CheckFormat } from '../report/formats/check-result.ts';
import type { Context } from './context.ts';

/** Checks the folder, or the files that are named, without asking AWS. */
export async function check(
  context: Context,
  names: readonly string[],
  options: { lenient: boolean; format: CheckFormat },
): Promise<ExitStatus> {
  const { settings, reporter } = context;
  const { directory } = settings;
  const { files, diagnostics } = await checkInputs(settings, names, options);
  // GitHub wants paths from the root of the repository, wherever the folder lies in it.
  const root = settings.lookup('GITHUB_WORKSPACE');
  reporter.result(
    checkResult({
      files,
      diagnostics,
      format: options.format,
      sourceLine: (place) => (reporter.isTerminal ? readSourceLine(directory, place) : undefined),
      fileName: (file) => (root ? relative(root, join(directory, file)) : file),
    }),
  );
  return diagnostics.some(isError) ? exitStatus.usage : exitStatus.done;
}
