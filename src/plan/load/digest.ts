import { createHash } from 'node:crypto';
import type { Json } from '../../lib/json.ts';

/** A short name for a canonical value: equal values have equal digests, whatever the order of their members. */
export function digest(value: Json): string {
  return createHash('sha256').update(stableJson(value)).digest('hex').slice(0, 32);
}

/** JSON with the members of every object in the order of their names. */
export function stableJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${stableJson(member)}`);
  return `{${members.join(',')}}`;
}
