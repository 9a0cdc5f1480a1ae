/** The result of a command: lines for stdout, and the same as data for `--json`. */
export interface Result {
  readonly lines: readonly string[];
  readonly data: unknown;
}
