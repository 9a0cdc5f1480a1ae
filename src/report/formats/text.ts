import { formatDiagnostic, isError, type Diagnostic } from '../../domain/diagnostic.ts';
import { mayHoldSecret } from '../../lib/secrets.ts';
import { plural } from '../../lib/text.ts';
import { checkData, type CheckFormat, type SourceLine } from './check-report.ts';

/** How much of a long line is shown. */
const widestLine = 100;

/** For people: each diagnostic with the line of the file, and a summary. */
export const textFormat: CheckFormat = (report) => ({
  lines: [
    ...report.diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, report.sourceLine)),
    summary(report.files, report.diagnostics),
  ],
  data: checkData(report),
});

/** The diagnostic in one line; then, if it is to be shown, the line of the file with a caret below the location. */
export function diagnosticLines(diagnostic: Diagnostic, sourceLine: SourceLine): string[] {
  const line = sourceLine(diagnostic);
  if (line === undefined || diagnostic.column === undefined || mayHoldSecret(line)) {
    return [formatDiagnostic(diagnostic)];
  }
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

function summary(files: number, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const found = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  return `${plural(files, 'file')} checked: ${found.join(', ') || 'nothing wrong'}.`;
}
