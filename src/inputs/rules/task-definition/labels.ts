import { readHosts, readPorts, type Reading } from '../../../cluster/labels.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { objectOf, error, warning, type PathDiagnostic, type Path } from '../../document/values.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder, placeholderWarning } from '../view/placeholders.ts';
import { containersOf } from '../view/task-view.ts';

/** Entries of labels that the proxy or the DNS function would leave out. */
export const labelsRule: Rule = {
  id: 'task-definition/labels',
  page: 'https://docs.docker.com/engine/manage-resources/labels/',
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  return containersOf(task).flatMap(({ value, path }) => {
    const labels = objectOf(value['dockerLabels']);
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

function checkHosts(
  label: 'proxy.host' | 'dns.hostname',
  labels: JsonObject,
  labelsPath: Path,
): PathDiagnostic[] {
  const text = labels[label];
  if (typeof text !== 'string') return [];
  const path = [...labelsPath, label];
  if (hasPlaceholder(text)) return [placeholderWarning(path, text, 'the host')];
  return checkEntries(label, readHosts(label, text), path);
}

function checkPorts(labels: JsonObject, labelsPath: Path): PathDiagnostic[] {
  const text = labels['proxy.ports'];
  if (typeof text !== 'string' || hasPlaceholder(text)) return [];
  const path = [...labelsPath, 'proxy.ports'];
  const diagnostics = checkEntries('proxy.ports', readPorts(text), path);
  if (labels['proxy.host'] !== undefined) return diagnostics;
  return [...diagnostics, warning(path, 'without a label proxy.host, the proxy ignores proxy.ports')];
}

function checkEntries(
  label: keyof typeof consequences,
  { values, problems }: Reading<unknown>,
  path: Path,
): PathDiagnostic[] {
  if (values.length > 0 || problems.length > 0) return problems.map((problem) => error(path, problem));
  return [warning(path, `${label} is empty, so that ${consequences[label]}`)];
}
