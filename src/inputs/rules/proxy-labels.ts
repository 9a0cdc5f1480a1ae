import { readHosts, readPorts, type Reading } from '../../cluster/labels.ts';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { error, warning, type Finding } from '../finding.ts';
import type { Path } from '../document/json-document.ts';
import { hasPlaceholder, placeholderWarning } from './placeholders.ts';
import { containersOf } from './task-view.ts';

/** A host name and a port on which a container wants to be reached. */
export interface Claim {
  readonly host: string;
  readonly port: number;
}

/** Entries of labels that the proxy or the DNS function would leave out. */
export function checkProxyLabels(task: JsonObject): Finding[] {
  return containersOf(task).flatMap(({ value, path }) => {
    const labels = value['dockerLabels'];
    if (!isObject(labels)) return [];
    const labelsPath = [...path, 'dockerLabels'];
    return [
      ...checkHosts('proxy.host', labels, labelsPath),
      ...checkPorts(labels, labelsPath),
      ...checkHosts('dns.hostname', labels, labelsPath),
    ];
  });
}

/** What an empty label means. */
const consequences = {
  'proxy.host': 'the proxy leaves the container alone',
  'proxy.ports': 'the proxy leaves the container alone',
  'dns.hostname': 'the DNS function ignores it',
} as const;

function checkHosts(label: 'proxy.host' | 'dns.hostname', labels: JsonObject, labelsPath: Path): Finding[] {
  const text = labels[label];
  if (typeof text !== 'string') return [];
  const path = [...labelsPath, label];
  if (hasPlaceholder(text)) return [placeholderWarning(path, text, 'the host')];
  return checkEntries(label, readHosts(label, text), path);
}

function checkPorts(labels: JsonObject, labelsPath: Path): Finding[] {
  const text = labels['proxy.ports'];
  if (typeof text !== 'string' || hasPlaceholder(text)) return [];
  const path = [...labelsPath, 'proxy.ports'];
  const findings = checkEntries('proxy.ports', readPorts(text), path);
  if (labels['proxy.host'] !== undefined) return findings;
  return [...findings, warning(path, 'without a label proxy.host, the proxy ignores proxy.ports')];
}

function checkEntries(
  label: keyof typeof consequences,
  { values, problems }: Reading<unknown>,
  path: Path,
): Finding[] {
  if (values.length > 0 || problems.length > 0) return problems.map((problem) => error(path, problem));
  return [warning(path, `${label} is empty, so that ${consequences[label]}`)];
}

/** What a container's labels claim; entries that the proxy would leave out do not count. */
export function claimsOf(labels: JsonObject): Claim[] {
  const [hosts, ports] = [labels['proxy.host'], labels['proxy.ports']];
  if (typeof hosts !== 'string' || hasPlaceholder(hosts)) return [];
  const { values } = readPorts(typeof ports === 'string' ? ports : undefined);
  return readHosts('proxy.host', hosts).values.flatMap((host) =>
    values.map(({ listen }) => ({ host, port: listen })),
  );
}
