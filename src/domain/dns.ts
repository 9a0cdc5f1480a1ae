/** What the records of a cluster are made from. */
export interface DnsScope {
  readonly cluster: string;
  /** The id of the stack, which marks the records that may be changed. */
  readonly owner: string;
  /** Empty for all public zones, the id of one, or `none`. */
  readonly hostedZoneId: string;
  /** Completes host names without a dot; may be empty. */
  readonly domain: string;
  readonly addresses: 'public' | 'private';
}

export interface DnsHost {
  readonly host: string;
  readonly act: 'keep' | 'create' | 'update' | 'remove' | 'refuse';
  readonly why: string;
  /** The addresses in Route 53. */
  readonly is: readonly string[];
  readonly should: readonly string[];
}
