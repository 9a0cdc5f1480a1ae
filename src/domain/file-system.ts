/** An EFS file system that carries the name of a stack. */
export interface FileSystem {
  readonly id: string;
  readonly bytes: number;
  /** `destroy --keep-data` has tagged it; it is never deleted. */
  readonly kept: boolean;
  /** `destroy` has tagged it before it deleted the stack; a repeated run deletes it. */
  readonly toBeDeleted: boolean;
}
