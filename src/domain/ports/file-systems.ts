import type { FileSystem } from '../file-system.ts';
import type { Tags } from '../tags.ts';
export interface FileSystems {
  /** Those whose tag `tag` has this value. */
  findByTag(tag: string, value: string): Promise<FileSystem[]>;
  /** Undefined if it does not exist any more. */
  mountTargets(id: string): Promise<number | undefined>;
  tag(id: string, tags: Tags): Promise<void>;
  delete(id: string): Promise<void>;
}
