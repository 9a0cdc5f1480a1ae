import { isError, severityOf, type Diagnostic, type Location } from '../../domain/diagnostic.ts';
import type { Result } from '../result.ts';

/** Gives the line of a file that a location is in; undefined if it is not to be shown. */
export type SourceLine = (location: Location) => string | undefined;

/** What a check found. */
export interface CheckReport {
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly sourceLine: SourceLine;
  /** What a file is called where the annotations are read. */
  readonly fileName: (file: string) => string;
}

/** Makes the answer of `check` in one format. */
export type CheckFormat = (report: CheckReport) => Result;

/** What `--json` prints of a check, in the formats for people. */
export function checkData({ files, diagnostics }: CheckReport): object {
  const errors = diagnostics.filter(isError).length;
  return { version: 1, files, errors, problems: diagnostics.map(diagnosticData) };
}

/** The diagnostics, with the names that files have where the annotations are read. */
export function renamed({ diagnostics, fileName }: CheckReport): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({ ...diagnostic, file: fileName(diagnostic.file) }));
}

function diagnosticData(diagnostic: Diagnostic): object {
  const { file, line, column, rule, message } = diagnostic;
  return { file, line, column, severity: severityOf(diagnostic), rule: rule?.id, message };
}
