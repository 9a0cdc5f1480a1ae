import type { Diagnostic } from '../../domain/diagnostic.ts';
import { InputError } from '../../errors.ts';
import type { Settings } from '../../settings/load.ts';
import type { OpenPorts } from '../rules/rule.ts';
import { openPortsOf, readParametersFile, readStackParameters } from './stack-parameters.ts';
import { readStackTemplate } from './stack-template.ts';

/** What is wrong in files of parameters, or in the template that they are for. */
export function findParameterDiagnostics(settings: Settings, files: readonly string[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    try {
      readParametersFile(settings, readStackTemplate(settings), file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  return diagnostics;
}

/** The ports that the stack of this folder opens; undefined if its parameters or its template cannot be read. */
export function findOpenPorts(settings: Settings): OpenPorts | undefined {
  try {
    const template = readStackTemplate(settings);
    return openPortsOf(settings, template, readStackParameters(settings, template));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}
