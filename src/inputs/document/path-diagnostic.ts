import type { RuleReference } from '../../domain/diagnostic.ts';
import type { Path } from './json-document.ts';

/** A diagnostic about the value at a path, before its location in the file is known. */
export interface PathDiagnostic {
  readonly path: Path;
  readonly message: string;
  readonly severity?: 'warning' | 'note';
  /** It is about the name of the member, or about the file as a whole; left out, about the value. */
  readonly about?: 'name' | 'file';
  readonly rule?: RuleReference;
}

export function error(path: Path, message: string): PathDiagnostic {
  return { path, message };
}

export function warning(path: Path, message: string): PathDiagnostic {
  return { path, message, severity: 'warning' };
}
