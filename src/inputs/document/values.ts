import type { RuleReference } from '../../domain/diagnostic.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

export type Path = readonly (string | number)[];

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

/** An object with its path. */
export interface ObjectAt {
  readonly value: JsonObject;
  readonly path: Path;
}

/** The objects of a list; the schema reports anything else. */
export function objectsIn(list: Json | undefined, path: Path): ObjectAt[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: Json, index) => (isObject(value) ? [{ value, path: [...path, index] }] : []));
}

/** The texts of a list. */
export function textsIn(list: Json | undefined, path: Path): { value: string; path: Path }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: Json, index) =>
    typeof value === 'string' ? [{ value, path: [...path, index] }] : [],
  );
}

/** The object; an empty one in place of anything else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** A text that is not empty. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The values whose key an earlier value has as well. */
export function repeated<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string | undefined,
): { value: Value; key: string; first: Value }[] {
  const seen = new Map<string, Value>();
  return values.flatMap((value) => {
    const key = keyOf(value);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first !== undefined) return [{ value, key, first }];
    seen.set(key, value);
    return [];
  });
}
