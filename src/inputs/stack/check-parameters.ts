import type { Diagnostic } from '../../domain/diagnostic.ts';
import { InputError } from '../../errors.ts';
import type { Settings } from '../../settings/load.ts';
import type { OpenPorts } from '../rules/rule.ts';
import { openPortsOf, readParametersFile, readStackParameters } from './stack-parameters.ts';
import { readStackTemplate } from './stack-template.ts';

/**
 * Reads the template once, and checks files of parameters against it.
 *
 * @param files those to check; none if only the open ports are asked for
 * @returns what is wrong in the files, or in the template that they are for, and the ports that the stack of this folder
 *   opens: undefined if its parameters or its template cannot be read
 */
export function checkParameterFiles(
  settings: Settings,
  files: readonly string[],
): { diagnostics: readonly Diagnostic[]; openPorts: OpenPorts | undefined } {
  const template = attempt(() => readStackTemplate(settings));
  if (!template.value)
    return { diagnostics: files.flatMap(() => template.diagnostics), openPorts: undefined };
  const { value } = template;
  const own = attempt(() => openPortsOf(settings, value, readStackParameters(settings, value)));
  const read = files.map((file) => attempt(() => readParametersFile(settings, value, file)));
  return { diagnostics: read.flatMap(({ diagnostics }) => diagnostics), openPorts: own.value };
}

function attempt<Value>(read: () => Value): {
  value: Value | undefined;
  diagnostics: readonly Diagnostic[];
} {
  try {
    return { value: read(), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { value: undefined, diagnostics: error.diagnostics };
  }
}
