export interface FileSystem {
  readonly id: string;
  readonly bytes: number;
  /** An earlier `destroy --keep-data` left it. */
  readonly kept: boolean;
}
