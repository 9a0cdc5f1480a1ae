import { InputError, type Problem } from '../../errors.ts';
import type { Settings } from '../../settings/load.ts';
import { readParametersFile } from './stack-parameters.ts';
import { readStackTemplate } from './stack-template.ts';

/** What is wrong in files of parameters, or in the template that they are for. */
export function findParameterProblems(settings: Settings, files: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      readParametersFile(settings, readStackTemplate(settings), file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  return problems;
}
