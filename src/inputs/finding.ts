import type { Diagnostic } from '../domain/diagnostic.ts';

import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import type { JsonDocument, Path } from './document/json-document.ts';

/** Something to tell about a value, before it is known where that stands in the file. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly severity?: 'warning' | 'note';
  /** The name of the member is at fault, not its value. */
  readonly atName?: boolean;
}

export function error(path: Path, message: string): Finding {
  return { path, message };
}

export function warning(path: Path, message: string): Finding {
  return { path, message, severity: 'warning' };
}

/** Places findings about `content`, which stands at `base` in the document. */
export function locateFindings(
  document: JsonDocument,
  base: Path,
  findings: readonly Finding[],
): Diagnostic[] {
  return findings.map(({ path, message, severity, atName }) => {
    const full = [...base, ...path];
    const place = atName ? document.nameLocation(full) : document.location(full);
    return { ...place, message, ...(severity && { severity }) };
  });
}

/** A value that has a place. */
export interface Located {
  readonly value: JsonObject;
  readonly path: Path;
}

/** The objects of a list; anything else is for the schema to complain about. */
export function objectsIn(list: Json | undefined, path: Path): Located[] {
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

/** A text that says something. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Those of the values whose key came up before. */
export function repeated<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string | undefined,
): { value: Value; key: string }[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    const key = keyOf(value);
    if (key === undefined) return [];
    if (seen.has(key)) return [{ value, key }];
    seen.add(key);
    return [];
  });
}
