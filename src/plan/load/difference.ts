import type { Difference } from '../../domain/plan.ts';
import { isObject, type Json } from '../../lib/json.ts';
import { stableJson } from './digest.ts';

/** Members that identify the items of AWS's lists, the most specific first. */
const nameMembers = ['name', 'containerPath', 'key', 'containerName', 'sourceContainer', 'hostname'];

/** The members in which two canonical values differ; a whole list only where its items have no names. */
export function differences(before: Json | undefined, after: Json | undefined, path = ''): Difference[] {
  if (stableJson(before) === stableJson(after) && (before === undefined) === (after === undefined)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => differences(before[name], after[name], path ? `${path}.${name}` : name));
  }
  const left = itemsByName(before);
  const right = itemsByName(after);
  if (left && right) {
    const names = [...new Set([...left.keys(), ...right.keys()])];
    return names.flatMap((name) => differences(left.get(name), right.get(name), `${path}[${name}]`));
  }
  return [{ path, before, after }];
}

function itemsByName(value: Json | undefined): Map<string, Json> | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const member of nameMembers) {
    const names = value.map((item: Json) => (isObject(item) ? item[member] : undefined));
    if (names.every((name) => typeof name === 'string') && new Set(names).size === names.length) {
      return new Map(value.map((item: Json, index) => [names[index] as string, item]));
    }
  }
  return undefined;
}
