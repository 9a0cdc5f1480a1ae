import type { JsonObject } from '../../lib/json.ts';
import { error, type Finding } from '../finding.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html ("Task definition size limit") */
const largestTaskDefinition = 64 * 1024;

/** As it is sent, without comments and blanks. */
export function checkSize(task: JsonObject): Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify(task));
  if (bytes <= largestTaskDefinition) return [];
  const message = `the task definition has ${bytes} bytes, but ECS takes ${largestTaskDefinition}; move what is long into a file on /cluster or into the image`;
  return [error([], message)];
}

const lengths = {
  taskdef: [
    // API_RegisterTaskDefinition.html (placementConstraints, tags)
    ['placementConstraints', 10],
    ['tags', 50],
  ],
  service: [
    // API_CreateService.html (placementConstraints, placementStrategy, tags)
    ['placementConstraints', 10],
    ['placementStrategy', 5],
    ['tags', 50],
  ],
} as const;

/** Lists that are longer than ECS takes them. */
export function checkLengths(content: JsonObject, kind: keyof typeof lengths): Finding[] {
  return lengths[kind].flatMap(([name, most]) => {
    const list = content[name];
    if (!Array.isArray(list) || list.length <= most) return [];
    return [error([name, most], `${name} has ${list.length} entries, but may have ${most}`)];
  });
}
