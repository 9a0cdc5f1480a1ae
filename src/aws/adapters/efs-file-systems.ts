import type { FileSystems } from '../../domain/ports/file-systems.ts';
import { keptTag } from '../../domain/tags.ts';
import {
  DeleteFileSystemCommand,
  DescribeFileSystemsCommand,
  TagResourceCommand,
  type EFSClient,
} from '@aws-sdk/client-efs';
import type { AwsError } from '../../errors.ts';

import { attempt, attemptToFind } from '../sdk/attempt.ts';
import { allPages } from '../../lib/concurrency.ts';

/** The file systems of a region, through EFS. */
export function efsFileSystems(client: EFSClient): FileSystems {
  return {
    async findByTag(tag, value) {
      const all = await attempt('listing the file systems', () =>
        allPages(
          (Marker) => client.send(new DescribeFileSystemsCommand({ Marker })),
          (page) => page.FileSystems,
          (page) => page.NextMarker,
        ),
      );
      const hasTag = (
        tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
      ) => tags?.some(({ Key, Value }) => Key === tag && Value === value) ?? false;
      return all
        .filter(({ Tags, LifeCycleState }) => hasTag(Tags) && LifeCycleState !== 'deleted')
        .map(({ FileSystemId, SizeInBytes, Tags }) => ({
          id: FileSystemId ?? '',
          bytes: SizeInBytes?.Value ?? 0,
          kept: Tags?.some(({ Key }) => Key === keptTag) ?? false,
        }));
    },

    async mountTargets(id) {
      const answer = await attemptToFind(
        `looking at the file system ${id}`,
        () => client.send(new DescribeFileSystemsCommand({ FileSystemId: id })),
        isMissingFileSystem,
      );
      return answer?.FileSystems?.[0]?.NumberOfMountTargets;
    },

    async tag(id, tags) {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      await attempt(`tagging the file system ${id}`, () =>
        client.send(new TagResourceCommand({ ResourceId: id, Tags })),
      );
    },

    async delete(id) {
      await attemptToFind(
        `deleting the file system ${id}`,
        () => client.send(new DeleteFileSystemCommand({ FileSystemId: id })),
        isMissingFileSystem,
      );
    },
  };
}

function isMissingFileSystem({ code }: AwsError): boolean {
  return code === 'FileSystemNotFound';
}
