import { isObject, type JsonObject } from '../../lib/json.ts';

/** The object without the members that AWS prints but does not take. */
export function withoutMembers(value: JsonObject, names: readonly string[]): JsonObject {
  const kept = Object.entries(value).filter(([name]) => !names.includes(name));
  return kept.length === Object.keys(value).length ? value : Object.fromEntries(kept);
}

/** The properties of a resource that was copied out of a CloudFormation template. */
export function resourceProperties(value: JsonObject, type: string): JsonObject | undefined {
  const properties = value['Properties'];
  return value['Type'] === type && isObject(properties) ? properties : undefined;
}
