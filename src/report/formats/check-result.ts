import {
  formatDiagnostic,
  isError,
  severityOf,
  type Location,
  type Diagnostic,
} from '../../domain/diagnostic.ts';

import { plural } from '../../lib/text.ts';
import type { Result } from '../result.ts';
import { sarifLog } from './sarif.ts';

/** Gives the line of a file that a location is in; undefined if it is not to be shown. */
export type SourceLine = (location: Location) => string | undefined;

export const checkFormats = ['text', 'github', 'sarif'] as const;
type CheckFormat = (typeof checkFormats)[number];

/** How much of a long line is shown. */
const widestLine = 100;

/** What a check found. */
export interface CheckReport {
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly format: CheckFormat;
  readonly sourceLine: SourceLine;
  /** What a file is called where the annotations are read. */
  readonly fileName: (file: string) => string;
}

/** The answer of `check`. */
export function checkResult({ files, diagnostics, format, sourceLine, fileName }: CheckReport): Result {
  const named = diagnostics.map((diagnostic) => ({ ...diagnostic, file: fileName(diagnostic.file) }));
  if (format === 'sarif') {
    const log = sarifLog(named);
    return { lines: [JSON.stringify(log, undefined, 2)], data: log };
  }
  const errors = diagnostics.filter(isError).length;
  return {
    lines:
      format === 'github'
        ? named.map(githubAnnotation)
        : [
            ...diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, sourceLine)),
            summary(files, diagnostics),
          ],
    data: { version: 1, files, errors, problems: diagnostics.map(diagnosticData) },
  };
}

/** The diagnostic in one line; then, if it is to be shown, the line of the file with a caret below the location. */
export function diagnosticLines(diagnostic: Diagnostic, sourceLine: SourceLine): string[] {
  const line = sourceLine(diagnostic);
  if (line === undefined || diagnostic.column === undefined) return [formatDiagnostic(diagnostic)];
  const column = diagnostic.column - 1;
  // A line that a program wrote can be as long as the file.
  const from = column < widestLine ? 0 : column - widestLine / 2;
  const shown = line.slice(from, from + widestLine).replaceAll('\t', ' ');
  const number = String(diagnostic.line);
  return [
    formatDiagnostic(diagnostic),
    `  ${number} | ${shown}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(column - from)}^`,
  ];
}

function diagnosticData(diagnostic: Diagnostic): object {
  const { file, line, column, rule, message } = diagnostic;
  return { file, line, column, severity: severityOf(diagnostic), rule: rule?.id, message };
}

function summary(files: number, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const found = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  return `${plural(files, 'file')} checked: ${found.join(', ') || 'nothing wrong'}.`;
}

const githubCommands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message */
function githubAnnotation(diagnostic: Diagnostic): string {
  const { file, line, column, rule, message } = diagnostic;
  const command = githubCommands[severityOf(diagnostic)];
  const properties = Object.entries({ file, line, col: column, title: rule?.id })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
