import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'ini';
import type { Diagnostic, RuleReference } from '../../domain/diagnostic.ts';
import type { StackTemplate } from '../../domain/template.ts';
import { throwDiagnostics } from '../../errors.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import type { Settings } from '../../settings/load.ts';
import { readText } from '../document/read-text.ts';
import { parametersRules } from '../rules/parameters-registry.ts';
import { applyRules, type OpenPorts } from '../rules/rule.ts';

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

/** Adds the cluster's name, if the template has a parameter for it. */
export function withCluster(
  parameters: StackParameters,
  settings: Settings,
  template: StackTemplate,
): StackParameters {
  if (!template.parameters.has(clusterParameter)) return parameters;
  return { ...parameters, [clusterParameter]: settings.cluster };
}

/** The ports that the nodes' security group opens; undefined if the template has no such parameter. */
export function openPortsOf(
  { parametersFile }: Settings,
  template: StackTemplate,
  parameters: StackParameters | undefined,
): OpenPorts | undefined {
  const value = parameters?.['ProxyPorts'] ?? template.parameters.get('ProxyPorts')?.defaultValue;
  return value === undefined ? undefined : { value, parametersFile };
}

/** The column of the value, or of where one would begin. */
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
  const values = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, { line: number; column: number }>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const report = (line: number, column: number, message: string, rule: RuleReference) =>
    diagnostics.push({ file, line, column, message, rule });
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const reportLine = (message: string, id: string) => report(line, raw.search(/\S/) + 1, message, { id });
    // Line by line, because the parser does not say where it found a name.
    if (/^\s*([;#]|$)/.test(raw)) continue;
    const [name, value] = Object.entries(parse(raw))[0] ?? [];
    if (name === undefined || raw.trim().startsWith('[') || !raw.includes('=')) {
      reportLine(`expected Name=value, found '${raw.trim()}'`, 'parameters/syntax');
    } else if (name === clusterParameter) {
      reportLine(`${name} is made from the setting CLUSTER; set that in local.mk`, 'parameters/cluster');
    } else if (!template.parameters.has(name)) {
      const near = suggestion(name, template.parameters.keys());
      reportLine(`${template.file} has no parameter '${name}'${near}`, 'parameters/unknown');
    } else if (found.has(name)) {
      reportLine(`${name} is set in line ${found.get(name)?.line} already`, 'parameters/repeated');
    } else {
      values.set(name, String(value));
      found.set(name, { line, column: valueColumn(raw) });
    }
  }
  for (const { name, message, about, rule } of applyRules(parametersRules, { template, values })) {
    const { line, column } = found.get(name) ?? {
      // The other of the two is in the file, unless the template contradicts itself.
      line: Math.max(1, ...[...found.values()].map((each) => each.line)),
      column: 1,
    };
    report(line, about === 'name' ? 1 : column, message, rule);
  }
  const end = text.trimEnd().split(/\r?\n/).length;
  for (const { name, defaultValue, description } of template.parameters.values()) {
    if (defaultValue !== undefined || found.has(name) || name === clusterParameter) continue;
    const what = description ? ` (${description})` : '';
    report(end, 1, `${name} is missing${what}; add a line ${name}=…`, { id: 'parameters/missing' });
  }
  return { parameters: Object.fromEntries(values), diagnostics };
}
