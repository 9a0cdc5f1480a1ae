/** What a label says, and one sentence for each entry of it that had to be left out. */
export interface Reading<T> {
  readonly values: readonly T[];
  readonly problems: readonly string[];
}

/** One entry of `proxy.ports`: the port that browsers use, and the container's own. */
export interface PortPair {
  readonly listen: number;
  readonly container: number;
}

/**
 * Ports of the node that a label cannot claim, and who has them: SSH, DNS, port mapper, Caddy's usual admin
 * port, NFS, the agent's DNS responder, the tunnels of amazon-efs-utils (its `port_range_lower_bound` and `_upper_bound`), Docker, and the
 * ECS agent (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html).
 */
const reserved: readonly (readonly [from: number, to: number])[] = [
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

/** Whether a port of the node belongs to the node itself. */
export function isReserved(port: number): boolean {
  return reserved.some(([from, to]) => from <= port && port <= to);
}

/**
 * Whether a lower-case name is a host name as RFC 1123 section 2.1 has it: labels of letters, digits and
 * inner hyphens, and a last label that is not a number, so that no address passes for a name. Nothing else may
 * get into Caddy's configuration, where braces, stars and colons mean something.
 */
export function isHostName(name: string): boolean {
  return (
    name.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) &&
    !/(^|\.)\d+$/.test(name)
  );
}

/** Whether a certificate authority may vouch for a host name: not for single labels and private domains. */
export function isPublicName(host: string): boolean {
  return /\.(?!(?:arpa|internal|local|localhost)$)[^.]+$/.test(host);
}

/**
 * Reads `proxy.host`: names separated by blanks or commas, in any case, each completed with `domain` (may be
 * empty) if it has no dot.
 */
export function readHosts(label: string, domain: string): Reading<string> {
  const values = new Set<string>();
  const problems = new Set<string>();
  for (const word of words(label)) {
    const name = word.toLowerCase().replace(/\.$/, '');
    const full = domain && !name.includes('.') ? `${name}.${domain}` : name;
    if (isHostName(full)) values.add(full);
    else problems.add(`proxy.host: ${quote(word)} is not a host name`);
  }
  return { values: [...values], problems: [...problems] };
}

/** Reads `proxy.ports`: entries `listen:container` or `port`; without the label, port 80. */
export function readPorts(label = '80'): Reading<PortPair> {
  const values = new Map<number, PortPair>();
  const problems = new Set<string>();
  for (const word of words(label)) {
    const problem = (what: string) => problems.add(`proxy.ports: ${quote(word)} ${what}`);
    const match = /^(?:(\d{1,5}):)?(\d{1,5})$/.exec(word);
    const container = Number(match?.[2]);
    const listen = Number(match?.[1] ?? match?.[2]);
    if (!match || !isPort(listen) || !isPort(container)) problem('is neither "port" nor "listen:container"');
    else if (isReserved(listen)) problem(`asks for port ${listen}, which the node itself uses`);
    else if (values.has(listen)) problem(`asks for port ${listen} a second time`);
    else values.set(listen, { listen, container });
  }
  return { values: [...values.values()], problems: [...problems] };
}

function words(label: string): string[] {
  return label.split(/[\s,]+/).filter(Boolean);
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65535;
}

/** A label's text, safe in one line of a log whatever it holds. */
function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
