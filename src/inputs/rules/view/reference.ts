import type { ServiceInput, TaskDefinitionInput } from '../../input.ts';
import type { FolderView, Sourced } from '../rule.ts';

/** What a service calls its task definition, without what an ARN has before it. */
export function referencedName({ taskDefinition }: ServiceInput): string {
  return taskDefinition.replace(/^arn:.*:task-definition\//, '');
}

/** The task definition of the folder that a service refers to, by the file's name or by the family. */
export function taskDefinitionOf(
  service: ServiceInput,
  { taskDefinitions, withPrefix }: FolderView,
): Sourced<TaskDefinitionInput> | undefined {
  const name = referencedName(service);
  return (
    taskDefinitions.find((each) => each.name === name) ??
    taskDefinitions.find((each) => each.family === name || each.family === withPrefix(name))
  );
}
