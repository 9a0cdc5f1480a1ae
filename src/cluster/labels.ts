/*
 * What the Docker labels `proxy.*` and `dns.*` mean. The proxy agent, the DNS function and the rules of `check` use it,
 * and the first two are embedded in the template, whose size is limited: it imports nothing.
 */

/** The values of a label, and one sentence for each entry that is left out. */
export interface Reading<Value> {
  readonly values: readonly Value[];
  readonly problems: readonly string[];
}

/** One entry of `proxy.ports`: the port that browsers use, and the container's own. */
export interface PortPair {
  readonly listen: number;
  readonly container: number;
}

/** The DNS function marks the address of a host as the stack's own by a TXT record: this and the host's name. */
export const ownershipPrefix = '_ecs-efs.';

/**
 * A DNS name has at most 253 characters (RFC 1035 section 2.3.4), and so has the name of the ownership record. Hosts
 * that could be served but never published are refused as well, so that a label means the same everywhere.
 */
const longestHost = 253 - ownershipPrefix.length;

/**
 * Ports of the node that a label cannot claim: SSH, DNS, port mapper, Caddy's usual admin port, NFS, Docker, the
 * agent's DNS responder, the tunnels of amazon-efs-utils (its `port_range_lower_bound` and `_upper_bound`), and the
 * ECS agent (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html).
 */
const reserved: readonly (readonly [first: number, last: number])[] = [
  [22, 22],
  [53, 53],
  [111, 111],
  [2019, 2019],
  [2049, 2049],
  [2375, 2376],
  [5380, 5380],
  [20049, 21049],
  [51678, 51680],
];

/**
 * Reads host names that are separated by blanks or commas, in any case.
 *
 * @param domain completes names without a dot; may be empty.
 */
export function readHosts(label: 'proxy.host' | 'dns.hostname', text = '', domain = ''): Reading<string> {
  const values = new Set<string>();
  const problems = new Set<string>();
  for (const word of words(text)) {
    const name = word.toLowerCase().replace(/\.$/, '');
    const host = domain && !name.includes('.') ? `${name}.${domain}` : name;
    if (isHostName(host)) values.add(host);
    else {
      const hint = `a host name of up to ${longestHost} characters, such as www.example.com`;
      problems.add(`${label}: ${quote(word)} is not ${hint}`);
    }
  }
  return { values: [...values], problems: [...problems] };
}

/** Reads `proxy.ports`: entries `listen:container` or `port`; without the label, port 80. */
export function readPorts(text = '80'): Reading<PortPair> {
  const values = new Map<number, PortPair>();
  const problems = new Set<string>();
  for (const word of words(text)) {
    const problem = (what: string) => problems.add(`proxy.ports: ${quote(word)} ${what}`);
    const match = /^(?:(\d{1,5}):)?(\d{1,5})$/.exec(word);
    const container = Number(match?.[2]);
    const listen = Number(match?.[1] ?? match?.[2]);
    if (!isPort(listen) || !isPort(container)) {
      problem('is neither a port nor browser:container such as 80:5001');
    } else if (isReserved(listen)) {
      problem(`asks for port ${listen}, which the node itself uses; choose another one`);
    } else if (values.has(listen)) problem(`asks for port ${listen} a second time; delete it`);
    else values.set(listen, { listen, container });
  }
  return { values: [...values.values()], problems: [...problems] };
}

/**
 * Whether a lower-case name is a host name as RFC 1123 section 2.1 has it: labels of letters, digits and inner hyphens,
 * and a last label that is not a number, so that no address passes for a name. Nothing else may get into Caddy's
 * configuration, where braces, stars and colons mean something.
 */
export function isHostName(name: string): boolean {
  return (
    name.length <= longestHost &&
    name.split('.').every((part) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/.test(part)) &&
    !/(^|\.)\d+$/.test(name)
  );
}

/** Whether a certificate authority certifies a host name: not single labels and private domains. */
export function isPublicName(host: string): boolean {
  return /\.(?!(?:arpa|internal|local|localhost)$)[^.]+$/.test(host);
}

/** Whether a port of the node belongs to the node itself. */
export function isReserved(port: number): boolean {
  return reserved.some(([first, last]) => first <= port && port <= last);
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** A label's text, safe in one line of a log. */
function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
