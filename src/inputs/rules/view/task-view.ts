import type { Json, JsonObject } from '../../../lib/json.ts';
import { objectsIn, textOf, type ObjectAt } from '../../document/values.ts';
import type { InputKind } from '../../kinds.ts';

/** A container of a task definition. */
export interface Container extends ObjectAt {
  readonly name: string | undefined;
}

export function containersOf(task: JsonObject): Container[] {
  return objectsIn(task['containerDefinitions'], ['containerDefinitions']).map((container) => ({
    ...container,
    name: textOf(container.value['name']),
  }));
}

/** The members of a container's list that are objects. */
export function listOf(container: Container, member: string): ObjectAt[] {
  return objectsIn(container.value[member], [...container.path, member]);
}

/** A container is essential unless it says otherwise (API_ContainerDefinition.html). */
export function isEssential(container: Container): boolean {
  return container.value['essential'] !== false;
}

/** What a missing `networkMode` means on Linux (API_RegisterTaskDefinition.html). */
export function networkModeOf(task: JsonObject): string {
  return textOf(task['networkMode']) ?? 'bridge';
}

/** Whether a list or an object holds anything; ECS treats empty ones as if they were left out. */
export function isFilled(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Whether a task definition asks, anywhere in its containers, for a service without a file. */
export function isAutocreated(kind: InputKind, content: JsonObject): boolean {
  return (
    kind === 'taskdef' && JSON.stringify(content['containerDefinitions'] ?? '').includes('AUTOCREATE.SERVICE')
  );
}
