import { isObject, type JsonObject } from '../../lib/json.ts';
import { error, textOf, warning, type Finding } from '../finding.ts';
import { hasPlaceholder, placeholderWarning } from './placeholders.ts';
import { containersOf } from './task-view.ts';

// The grammar is the one of the proxy agent (src/node/proxy/labels.ts), which runs on the nodes and shares no code
// with this program; a test runs both over one table.

/** A host name and a port on which a container wants to be reached. */
export interface Claim {
  readonly host: string;
  readonly port: number;
}

/** Ports that the agent leaves to the node, each range with its first and last. */
const reserved: readonly (readonly [number, number])[] = [
  [22, 22],
  [53, 53],
  [111, 111],
  [2019, 2019],
  [2049, 2049],
  [2375, 2376],
  [5380, 5380],
  [20_049, 21_049],
  [51_678, 51_680],
];

/** Labels whose entries the proxy would leave out, this product's own rule. */
export function checkProxyLabels(task: JsonObject): Finding[] {
  return containersOf(task).flatMap(({ value, path }) => {
    const labels = value['dockerLabels'];
    if (!isObject(labels)) return [];
    const at = (name: string) => [...path, 'dockerLabels', name];
    const [host, ports] = [labels['proxy.host'], textOf(labels['proxy.ports'])];
    const findings: Finding[] = [];
    if (typeof host === 'string' && hasPlaceholder(host)) {
      findings.push(placeholderWarning(at('proxy.host'), host, 'the host'));
    } else if (typeof host === 'string') {
      const { values, faults } = readHosts(host);
      findings.push(...faults.map((fault) => error(at('proxy.host'), fault)));
      if (values.length === 0 && faults.length === 0) {
        findings.push(
          warning(at('proxy.host'), 'proxy.host is empty, so that the proxy leaves the container alone'),
        );
      }
    }
    if (ports !== undefined && !hasPlaceholder(ports)) {
      findings.push(...readPorts(ports).faults.map((fault) => error(at('proxy.ports'), fault)));
      if (host === undefined) {
        findings.push(
          warning(at('proxy.ports'), 'without a label proxy.host, the proxy ignores proxy.ports'),
        );
      }
    }
    return findings;
  });
}

/** What a container's labels claim; entries that the proxy would leave out do not count. */
export function claimsOf(labels: JsonObject): Claim[] {
  const host = textOf(labels['proxy.host']);
  if (host === undefined || hasPlaceholder(host)) return [];
  const { values: ports } = readPorts(textOf(labels['proxy.ports']));
  return readHosts(host).values.flatMap((name) => ports.map((port) => ({ host: name, port })));
}

interface Reading<Value> {
  readonly values: readonly Value[];
  /** One sentence for each entry that the proxy would leave out. */
  readonly faults: readonly string[];
}

export function readHosts(label: string): Reading<string> {
  const values = new Set<string>();
  const faults = new Set<string>();
  for (const word of words(label)) {
    const name = word.toLowerCase().replace(/\.$/, '');
    if (isHostName(name)) values.add(name);
    else faults.add(`proxy.host: '${word}' is not a host name; write names such as www.example.com`);
  }
  return { values: [...values], faults: [...faults] };
}

/** The ports that browsers use. */
export function readPorts(label = '80'): Reading<number> {
  const values = new Set<number>();
  const faults = new Set<string>();
  for (const word of words(label)) {
    const [, listening, inside] = /^(?:(\d{1,5}):)?(\d{1,5})$/.exec(word) ?? [];
    const container = Number(inside);
    const port = Number(listening ?? inside);
    const fault = (text: string) => faults.add(`proxy.ports: '${word}' ${text}`);
    if (inside === undefined || !isPort(port) || !isPort(container)) {
      fault("is neither a port nor two, as in 80:5001 (the browser's and the container's)");
    } else if (reserved.some(([first, last]) => first <= port && port <= last)) {
      fault(`asks for port ${port}, which the node itself uses; choose another one`);
    } else if (values.has(port)) fault(`asks for port ${port} a second time; delete it`);
    else values.add(port);
  }
  return { values: [...values], faults: [...faults] };
}

const hostLabel = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?:${hostLabel}\\.)*${hostLabel}$`);

/** RFC 1123, section 2.1: labels of letters, digits and inner hyphens, the last one no number. */
function isHostName(name: string): boolean {
  return name.length <= 253 && hostName.test(name) && !/(?:^|\.)\d+$/.test(name);
}

function words(label: string): string[] {
  return label.split(/[\s,]+/).filter(Boolean);
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}
