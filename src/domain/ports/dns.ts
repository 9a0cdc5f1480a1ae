import type { DnsScope, DnsHost } from '../dns.ts';
/** Route 53, through the reconciler that the stack's own function runs. */
export interface Dns {
  /** Every host that is wanted or owned, and a line for each diagnostic with a label. */
  inspect(scope: DnsScope): Promise<{ hosts: DnsHost[]; diagnostics: string[] }>;
  /** Makes Route 53 what it should be. */
  maintain(scope: DnsScope): Promise<void>;
}
