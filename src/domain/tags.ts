import type { RevisionId } from './task-definition.ts';
export type Tags = Readonly<Record<string, string>>;

/** Tells apart what two prefixes of one account own: a task definition's or file system's prefix. */
export const prefixTag = 'ecs-efs:prefix';

/** Set by the template on the file system that it creates, so that it is found again without the stack. */
export const stackTag = 'ecs-efs:stack';

/** Set by `destroy --keep-data`. */
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

interface RecordedRevision extends RevisionId {
  readonly digest: string;
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

/** Whether a run with this prefix loaded the service. Services from before were not told apart by prefix. */
export function isLoadedBy(tags: Tags, prefix: string): boolean {
  return recordedServiceDigest(tags) !== undefined && (tags[prefixTag] ?? prefix) === prefix;
}

/** Whether a tag is one of this program or of AWS, and so none of the user's. */
export function isReservedTag(key: string): boolean {
  return key.startsWith('ecs-efs:') || key.startsWith('aws:');
}
