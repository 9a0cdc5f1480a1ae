import { sortProblems, type Problem } from '../errors.ts';
import type { Settings } from '../settings/load.ts';
import { discoverFiles, discoverNamed } from './discover-files.ts';
import { problemsOf, readFiles } from './read-folder.ts';
import { hasStackParameters, readParametersFile } from './stack-parameters.ts';
import { readStackTemplate } from './stack-template.ts';
import type { ReadOptions } from './task-definition.ts';

/** What a check found. */
export interface Checked {
  /** How many files were read. */
  readonly files: number;
  readonly problems: readonly Problem[];
}

/**
 * Checks the files of the folder, its parameters included, or those that are named. AWS is not asked.
 *
 * @throws UsageError if a file is named that is none of those
 */
export function checkInputs(settings: Settings, names: readonly string[], options: ReadOptions): Checked {
  const isNamed = names.length > 0;
  const parameters = isNamed
    ? names.filter(isParameters)
    : hasStackParameters(settings)
      ? [settings.parametersFile]
      : [];
  const inputs = isNamed
    ? discoverNamed(
        names.filter((name) => !isParameters(name)),
        settings,
      )
    : { ...discoverFiles(settings), siblings: [] };
  const read = readFiles(inputs.files, inputs.problems, settings, options, inputs.siblings);
  const found = parameters.flatMap((file) =>
    problemsOf(() => readParametersFile(settings, readStackTemplate(settings), file)),
  );
  const broken = new Set(inputs.problems.map(({ file }) => file));
  const files = new Set([...inputs.files.map(({ source }) => source.file), ...broken, ...parameters]);
  return { files: files.size, problems: sortProblems([...read.problems, ...found]) };
}

function isParameters(name: string): boolean {
  return name.endsWith('.params');
}
