import type { Json, JsonObject } from '../../lib/json.ts';
import { objectsIn, textOf, textsIn, type Located } from '../finding.ts';

/** A container of a task definition. */
export interface Container extends Located {
  readonly name: string | undefined;
}

export function containersOf(task: JsonObject): Container[] {
  return objectsIn(task['containerDefinitions'], ['containerDefinitions']).map((placed) => ({
    ...placed,
    name: textOf(placed.value['name']),
  }));
}

/** The names that a container may be called by; undefined if one of them is not known yet, as in a draft. */
export function containerNames(task: JsonObject): string[] {
  return containersOf(task).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** The members of a container's list that are objects. */
export function listOf(container: Container, member: string): Located[] {
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

/** Whether ECS is asked to hold the task definition to the rules of Fargate. */
export function isForFargate(task: JsonObject): boolean {
  return textsIn(task['requiresCompatibilities'], []).some(({ value }) => value === 'FARGATE');
}

/** Whether a list or an object holds anything; ECS treats empty ones as if they were left out. */
export function isFilled(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
