/** The settings that Caddy's configuration depends on. */
export interface CaddySettings {
  /** The address to listen on; empty for all. */
  readonly listenAddress: string;
  /** Whether Caddy serves the short name of a host, or redirects it to the full name. */
  readonly shortNames: 'serve' | 'redirect';
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  /** Turns HTTPS on, with certificates for this email address; empty for no HTTPS. */
  readonly acmeEmail: string;
  /** The ACME directory; empty for Let's Encrypt's. */
  readonly acmeDirectory: string;
  /** A PEM file with the root certificate of the ACME directory; empty for the system's. */
  readonly acmeRoot: string;
  /** The TCP port of the agent's own DNS responder on 127.0.0.1. */
  readonly dnsPort: number;
  /** The folder of the upstream files, as Caddy sees it. */
  readonly upstreamsFolder: string;
}
