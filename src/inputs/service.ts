import type { ServiceRequest } from '../domain/content.ts';
import type { InputFile } from './discover-files.ts';
import type { ReadOptions, ReadResult, ServiceInput } from './input.ts';
import { readInput } from './read-input.ts';

/**
 * Reads one `.service`.
 *
 * @param options.cluster the cluster of this folder; a file that names another is wrong here
 */
export function readService(
  file: InputFile,
  options: ReadOptions & { readonly cluster: string },
): ReadResult<ServiceInput> {
  const { source, diagnostics } = readInput(file, options);
  if (!source) return { diagnostics };
  // The schema, made from the same types, found no error.
  const request: Partial<ServiceRequest> = source.content;
  const { serviceName, taskDefinition, desiredCount, cluster: _cluster, ...content } = request;
  return {
    diagnostics,
    source,
    input: {
      file: file.source.file,
      fileName: file.name,
      name: serviceName ?? file.name,
      taskDefinition: taskDefinition ?? file.name,
      // A daemon service has as many tasks as there are nodes; the number that AWS prints is the one of the moment.
      desiredCount: content.schedulingStrategy === 'DAEMON' ? undefined : desiredCount,
      content,
      taskDefinitionLocation: source.location(['taskDefinition']),
    },
  };
}
