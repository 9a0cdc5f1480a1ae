/** A location in a file of the user. Lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What found a diagnostic: `subject/name`, and the page that explains it. */
export interface RuleReference {
  readonly id: string;
  readonly page?: string;
}

/** Something to tell the user about a file, at its location. */
export interface Diagnostic extends Location {
  readonly message: string;
  /** Left out, it is an error; a warning or a note never stops a run. */
  readonly severity?: 'warning' | 'note';
  readonly rule?: RuleReference;
}

/** `file:line:column: message`, the form that editors and CI systems turn into links; the severity is named unless it is an error. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const location = [diagnostic.file, diagnostic.line, diagnostic.column].filter((part) => part !== undefined);
  const severity = diagnostic.severity ? `${diagnostic.severity}: ` : '';
  return `${location.join(':')}: ${severity}${diagnostic.message}`;
}

export function isError(diagnostic: Diagnostic): boolean {
  return severityOf(diagnostic) === 'error';
}

export function severityOf({ severity }: Diagnostic): 'error' | 'warning' | 'note' {
  return severity ?? 'error';
}

/** In the order of files, lines and columns. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const order = (a: Diagnostic, b: Diagnostic) =>
    a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return diagnostics.toSorted(order);
}
