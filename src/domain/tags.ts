import type { RecordedRevision } from './revision.ts';

export type Tags = Readonly<Record<string, string>>;

/** The prefix that a service, a task definition or a stack belongs to. */
export const prefixTag = 'ecs-efs:prefix';

/** The template sets it on the file system that it creates, so that it is found without the stack. */
export const stackTag = 'ecs-efs:stack';

/** `destroy` sets it on the stack's own file system before it deletes the stack, which alone knows what it created. */
export const deletionTag = 'ecs-efs:delete';

/** `destroy --keep-data` sets it. */
export const keptTag = 'ecs-efs:kept';

const serviceTag = 'ecs-efs:service';

const taskDefinitionTag = 'ecs-efs:task-definition';

/** Tags by which a later run recognises what a service was made from. */
export function serviceTags(
  prefix: string,
  serviceDigest: string,
  taskDefinition: RecordedRevision | undefined,
): Tags {
  return {
    [prefixTag]: prefix,
    [serviceTag]: serviceDigest,
    ...(taskDefinition && {
      [taskDefinitionTag]: `${taskDefinition.digest}/${taskDefinition.family}:${taskDefinition.revision}`,
    }),
  };
}

/** The digest of the service input that the service was last made from. */
export function recordedServiceDigest(tags: Tags): string | undefined {
  return tags[serviceTag];
}

/** The revision that the service was last given, and the digest of what that revision was made from. */
export function recordedRevision(tags: Tags): RecordedRevision | undefined {
  const [, digest, family, revision] =
    /^([0-9a-f]+)\/([\w-]+):(\d+)$/.exec(tags[taskDefinitionTag] ?? '') ?? [];
  return digest && family ? { digest, family, revision: Number(revision) } : undefined;
}

/** Whether a run with this prefix loaded the service. Services of early versions have no prefix tag. */
export function isLoadedBy(tags: Tags, prefix: string): boolean {
  return recordedServiceDigest(tags) !== undefined && (tags[prefixTag] ?? prefix) === prefix;
}

/** Whether a tag belongs to this program or to AWS, and so not to the user. */
export function isReservedTag(key: string): boolean {
  return key.startsWith('ecs-efs:') || key.startsWith('aws:');
}

/** Tags in the form that ECS uses. */
export function toTagList(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** @param tags as ECS returns them */
export function fromTagList(
  tags: readonly { key?: string | undefined; value?: string | undefined }[] | undefined,
): Tags {
  return Object.fromEntries((tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}
