import {
  DeleteFileSystemCommand,
  DescribeFileSystemsCommand,
  paginateDescribeFileSystems,
  TagResourceCommand,
  EFSClient,
} from '@aws-sdk/client-efs';
import type { FileSystems } from '../../domain/ports/aws.ts';
import { deletionTag, keptTag } from '../../domain/tags.ts';
import { collect } from '../../lib/concurrency.ts';
import type { ConnectTo } from '../rate-limit/rate-limited.ts';
import { call, find } from '../sdk/call.ts';

/** The file systems of a region, through EFS. */
export function efsFileSystems(connectTo: ConnectTo): FileSystems {
  const client = connectTo(EFSClient);
  return {
    async findByTag(tag, value) {
      const all = await call('listing the file systems', () =>
        collect(paginateDescribeFileSystems({ client }, {}), (page) => page.FileSystems),
      );
      return all
        .filter(({ Tags }) => Tags?.some(({ Key, Value }) => Key === tag && Value === value))
        .filter(({ LifeCycleState }) => LifeCycleState !== 'deleted')
        .map(({ FileSystemId, SizeInBytes, Tags }) => ({
          id: FileSystemId ?? '',
          bytes: SizeInBytes?.Value ?? 0,
          kept: Tags?.some(({ Key }) => Key === keptTag) ?? false,
          toBeDeleted: Tags?.some(({ Key }) => Key === deletionTag) ?? false,
        }));
    },

    async mountTargets(id) {
      const answer = await find(`describing the file system ${id}`, () =>
        client.send(new DescribeFileSystemsCommand({ FileSystemId: id })),
      );
      return answer?.FileSystems?.[0]?.NumberOfMountTargets;
    },

    async tag(id, tags) {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      await call(`tagging the file system ${id}`, () =>
        client.send(new TagResourceCommand({ ResourceId: id, Tags })),
      );
    },

    async delete(id) {
      await find(`deleting the file system ${id}`, () =>
        client.send(new DeleteFileSystemCommand({ FileSystemId: id })),
      );
    },
  };
}
