import { error, type PathDiagnostic } from '../../document/values.ts';
import type { ContentView, Rule } from '../rule.ts';

/** "Task definition size limit": as it is sent, without comments and blanks. */
const largestTaskDefinition = 64 * 1024;

/** API_RegisterTaskDefinition.html and API_CreateService.html (placementConstraints, placementStrategy, tags). */
const lengths = {
  taskdef: { placementConstraints: 10, tags: 50 },
  service: { placementConstraints: 10, placementStrategy: 5, tags: 50 },
} as const;

/** A task definition or a list that is longer than ECS accepts. */
export const limitsRule: Rule = {
  id: 'common/limits',
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html',
  check,
};

function check({ kind, content }: ContentView): PathDiagnostic[] {
  const diagnostics = Object.entries(lengths[kind]).flatMap(([name, most]) => {
    const list = content[name];
    if (!Array.isArray(list) || list.length <= most) return [];
    return [error([name, most], `${name} has ${list.length} entries, but may have ${most}`)];
  });
  const bytes = Buffer.byteLength(JSON.stringify(content));
  if (kind !== 'taskdef' || bytes <= largestTaskDefinition) return diagnostics;
  const message = `the task definition has ${bytes} bytes, but ECS accepts ${largestTaskDefinition}; move what is long into a file on /cluster or into the image`;
  return [...diagnostics, error([], message)];
}
