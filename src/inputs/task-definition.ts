import type { TaskDefinitionContent } from '../domain/content.ts';
import type { InputFile } from './discover-files.ts';
import type { ReadOptions, ReadResult, TaskDefinitionInput } from './input.ts';
import { readInput } from './read-input.ts';
import { isAutocreated } from './rules/view/task-view.ts';

/** Reads one `.taskdef`. */
export function readTaskDefinition(
  file: InputFile,
  { taskPrefix, ...options }: ReadOptions & { readonly cluster: string; readonly taskPrefix: string },
): ReadResult<TaskDefinitionInput> {
  const { source, diagnostics } = readInput(file, options);
  if (!source) return { diagnostics };
  // The schema, made from the same types, found no error.
  const content: TaskDefinitionContent = source.content;
  const family = prefixed(content.family ?? file.name, taskPrefix);
  return {
    diagnostics,
    source,
    input: {
      file: file.source.file,
      name: file.name,
      family,
      content: { ...content, family },
      autocreate: isAutocreated('taskdef', source.content),
    },
  };
}

/**
 * The name with the prefix of this cluster, never twice. A second dash after the prefix is dropped: the prefix
 * ends in one, so that `${TASK_PREFIX}web` and `${TASK_PREFIX}-web` mean the same.
 */
export function prefixed(name: string, taskPrefix: string): string {
  if (!name.startsWith(taskPrefix)) return `${taskPrefix}${name}`;
  return taskPrefix + name.slice(taskPrefix.length).replace(/^-+/, '');
}
