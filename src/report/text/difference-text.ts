import type { Difference } from '../../domain/plan.ts';
import type { ResourceChange } from '../../domain/stack.ts';
import { isObject, jsonText, type Json } from '../../lib/json.ts';
import { hidden, isSecretName } from '../../lib/secrets.ts';

const longestValue = 60;

/** An environment, or a variable of it: `secrets.ts` says why it is hidden. */
const environmentPath = /(^|\.)environment(\[|$)/;

/** `containerDefinitions[web].image  nginx:1.26 → nginx:1.27`, the paths aligned. */
export function differenceLines(differences: readonly Difference[]): string[] {
  const width = Math.min(50, Math.max(0, ...differences.map(({ path }) => path.length)));
  return differences.map((difference) => {
    const { path, before, after } = shortened(difference);
    return `${path.padEnd(width)}  ${before} → ${after}`;
  });
}

/** The same for machines; what is hidden from a screen is hidden from them, too. */
export function shortened({ path, before, after }: Difference): {
  path: string;
  before: string;
  after: string;
} {
  const show = (value: Json | undefined) => valueText(path, value);
  return { path, before: show(before), after: show(after) };
}

/** What happens to each resource, the dangerous part in capitals. */
export function changeLines(changes: readonly ResourceChange[]): string[] {
  const signs = { Add: '+', Modify: '~', Remove: '-', Import: '+', Dynamic: '~' };
  return changes.map(({ action, resource, type, replacement, properties }) => {
    const fate =
      replacement === 'True' ? ' REPLACED' : replacement === 'Conditional' ? ' MAY BE REPLACED' : '';
    const gone = action === 'Remove' ? ' REMOVED' : '';
    const what = properties.length > 0 ? `: ${properties.join(', ')}` : '';
    return `${signs[action]} ${resource} (${type})${fate}${gone}${what}`;
  });
}

function valueText(path: string, value: Json | undefined): string {
  if (value === undefined || value === null) return '(none)';
  if (environmentPath.test(path) || isSecretName(lastMember(path))) return hidden;
  const text = jsonText(masked(value)).replace(/\s+/g, ' ');
  if (text === '') return "''";
  if (text.length <= longestValue) return text;
  // Of an image or an ARN both ends tell.
  const half = (longestValue - 1) / 2;
  return `${text.slice(0, Math.ceil(half))}…${text.slice(-Math.floor(half))}`;
}

function lastMember(path: string): string {
  return path.split('.').at(-1) ?? '';
}

/** A command line without the values of options such as `--token`. */
function withoutSecretArguments(list: readonly Json[]): Json[] {
  return list.map((item, index) => {
    if (typeof item !== 'string') return item;
    if (isSecretOption(list[index - 1])) return hidden;
    const [option = '', value] = item.split('=', 2);
    return value !== undefined && isSecretOption(option) ? `${option}=${hidden}` : item;
  });
}

function isSecretOption(item: Json | undefined): boolean {
  return typeof item === 'string' && /^-[^=]*$/.test(item) && isSecretName(item);
}

function masked(value: Json): Json {
  if (Array.isArray(value)) return withoutSecretArguments(value).map((item: Json) => masked(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === 'environment' && Array.isArray(member)) {
        return [name, member.map((entry: Json) => (isObject(entry) ? { ...entry, value: hidden } : hidden))];
      }
      if (isSecretName(name) && typeof member === 'string') return [name, hidden];
      return [name, member === undefined ? member : masked(member)];
    }),
  );
}
