import type { Diagnostic } from '../../domain/diagnostic.ts';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'ini';
import { throwDiagnostics } from '../../errors.ts';
import type { Settings } from '../../settings/load.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import { checkParameter, checkTogether } from './parameter-constraints.ts';
import { readText } from '../document/read-text.ts';
import type { StackTemplate, TemplateParameter } from '../../domain/template.ts';

export type StackParameters = Readonly<Record<string, string>>;

/** The parameter of the shipped template that the program fills in itself, from the setting CLUSTER. */
const clusterParameter = 'ClusterName';

/**
 * Reads the parameters file.
 *
 * @returns undefined if there is none
 * @throws InputError naming each line that is wrong and each parameter that is missing
 */
export function readStackParameters(
  settings: Settings,
  template: StackTemplate,
): StackParameters | undefined {
  if (!existsSync(join(settings.directory, settings.parametersFile))) return undefined;
  return withCluster(readParametersFile(settings, template, settings.parametersFile), settings, template);
}

/**
 * Reads a file of parameters.
 *
 * @param file its path from the folder
 * @throws InputError as `readStackParameters` does
 */
export function readParametersFile(
  settings: Settings,
  template: StackTemplate,
  file: string,
): StackParameters {
  const text = readText(resolve(settings.directory, file), file);
  const { parameters, diagnostics } = parseStackParameters(text, file, template);
  throwDiagnostics(diagnostics);
  return parameters;
}

/** Adds the cluster's name, where the template takes one. */
export function withCluster(
  parameters: StackParameters,
  settings: Settings,
  template: StackTemplate,
): StackParameters {
  if (!template.parameters.has(clusterParameter)) return parameters;
  return { ...parameters, [clusterParameter]: settings.cluster };
}

/** Where the value begins, or where it would. */
function valueColumn(line: string): number {
  const sign = line.indexOf('=') + 1;
  const blanks = line.slice(sign).search(/\S/);
  return sign + Math.max(blanks, 0) + 1;
}

/** Reads `Name=value` lines: blanks around `=`, values in quotes, and comments with `;` or `#` as in any ini file. */
export function parseStackParameters(
  text: string,
  file: string,
  template: StackTemplate,
): { parameters: StackParameters; diagnostics: Diagnostic[] } {
  const parameters: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const column = raw.search(/\S/) + 1;
    const refuse = (message: string) => diagnostics.push({ file, line, column, message });
    // Line by line, because the parser does not tell where it found a name.
    if (/^\s*([;#]|$)/.test(raw)) continue;
    const [name, value] = Object.entries(parse(raw))[0] ?? [];
    if (name === undefined || raw.trim().startsWith('[') || !raw.includes('=')) {
      refuse(`expected Name=value, found '${raw.trim()}'`);
    } else if (name === clusterParameter) {
      refuse(`${name} is made from the setting CLUSTER; set that in local.mk`);
    } else if (!template.parameters.has(name)) {
      const near = suggestion(name, template.parameters.keys());
      refuse(`${template.file} has no parameter '${name}'${near}`);
    } else if (lineOf.has(name)) {
      refuse(`${name} is set in line ${lineOf.get(name)} already`);
    } else {
      parameters[name] = String(value);
      lineOf.set(name, line);
      const fault = checkParameter(template.parameters.get(name) as TemplateParameter, String(value));
      if (fault) diagnostics.push({ file, line, column: valueColumn(raw), message: fault });
    }
  }
  const valueOf = (name: string) => parameters[name] ?? template.parameters.get(name)?.defaultValue;
  for (const { name, message } of checkTogether(valueOf)) {
    // One of the two is in the file, unless the template contradicts itself.
    const line = lineOf.get(name) ?? Math.max(1, ...lineOf.values());
    diagnostics.push({ file, line, column: 1, message });
  }
  const end = text.replace(/\s+$/, '').split(/\r?\n/).length;
  for (const { name, defaultValue, description } of template.parameters.values()) {
    if (defaultValue !== undefined || lineOf.has(name) || name === clusterParameter) continue;
    const what = description ? ` (${description})` : '';
    diagnostics.push({
      file,
      line: end,
      column: 1,
      message: `${name} is missing${what}; add a line ${name}=…`,
    });
  }
  return { parameters, diagnostics };
}
