import { readFileSync } from 'node:fs';
import { embedUserData } from '../../generate/user-data.ts';
import { fnSub } from '../../support/fn-sub.ts';

const source = (name: string) => readFileSync(new URL(`../../../src/node/${name}`, import.meta.url), 'utf8');

/** The user data as EC2 gets it from the template, for this cluster and file system. */
export function userData(cluster: string, fileSystem: string): string {
  const text = embedUserData(source('user-data.sh'), { 'docker-login.sh': source('docker-login.sh') });
  return fnSub(text, { Cluster: cluster, FileSystem: fileSystem });
}
