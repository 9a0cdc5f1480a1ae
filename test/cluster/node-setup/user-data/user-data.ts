import { nodeUserData } from '../../../../scripts/generate/user-data.ts';
import { fnSub } from '../../../support/fn-sub.ts';

/** The user data as EC2 gets it from the template, for this cluster and file system. */
export function userData(cluster: string, fileSystem: string): string {
  return fnSub(nodeUserData(), { Cluster: cluster, FileSystem: fileSystem });
}
