/** CloudWatch Logs. */
export interface Logs {
  /** The last lines of a stream; none if it does not exist. */
  tail(stream: { group: string; name: string; region: string | undefined }, lines: number): Promise<string[]>;
}
