import type { ResourceChange } from '../../domain/stack.ts';
import type { TemplateContent, TemplateResource } from '../../domain/template.ts';
import { UsageError } from '../../errors.ts';
import { isObject, type Json } from '../../lib/json.ts';
import { stableJson } from '../load/digest.ts';

/**
 * What an update changes, as far as two templates and the parameters show it: which resources come, go, or have other
 * properties. Whether a change replaces a resource, and what follows from it, CloudFormation decides.
 *
 * @param parameters names of the parameters whose values change
 */
export function predictChanges(
  before: TemplateContent,
  after: TemplateContent,
  parameters: readonly string[],
): ResourceChange[] {
  const old = new Map(before.resources.map((resource) => [resource.name, resource]));
  const names = new Set(after.resources.map(({ name }) => name));
  const mentions = mentionsAnyOf([...parameters, ...conditionsThatUse(parameters, after)]);
  return [
    ...after.resources.flatMap((resource): ResourceChange[] => {
      const present = old.get(resource.name);
      if (present?.type !== resource.type) return [addition(resource)];
      const properties = changedParts(present, resource, mentions);
      return properties.length > 0 ? [change('Modify', resource, properties)] : [];
    }),
    ...before.resources.filter(({ name }) => !names.has(name)).map((gone) => change('Remove', gone, [])),
  ];
}

/** What creating a stack adds. */
export function additions({ resources }: TemplateContent): ResourceChange[] {
  return resources.map(addition);
}

function addition(resource: TemplateResource): ResourceChange {
  const { condition } = resource;
  return change('Add', resource, condition === undefined ? [] : [`if ${condition}`]);
}

function change(
  action: ResourceChange['action'],
  { name, type }: TemplateResource,
  properties: readonly string[],
): ResourceChange {
  return { action, resource: name, type, replacement: undefined, properties };
}

/** The properties, and other parts of the declaration, that are written differently or use what changes. */
function changedParts(
  before: TemplateResource,
  after: TemplateResource,
  mentions: (value: Json | undefined) => boolean,
): string[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => stableJson(old[name]) !== stableJson(now[name]) || mentions(now[name]))
    .sort();
}

function partsOf({ declaration: { Properties, Type: _type, ...others } }: TemplateResource) {
  return { ...others, ...(isObject(Properties) && Properties) };
}

function conditionsThatUse(parameters: readonly string[], { conditions }: TemplateContent): string[] {
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    const mentions = mentionsAnyOf([...parameters, ...found]);
    for (const [name, condition] of Object.entries(conditions)) if (mentions(condition)) found.add(name);
  }
  return [...found];
}

/** Whether a value names one of these parameters or conditions: by `Ref`, in `Fn::Sub`, in `Fn::If` or `Condition`. */
function mentionsAnyOf(names: readonly string[]): (value: Json | undefined) => boolean {
  if (names.length === 0) return () => false;
  const reference = new RegExp(`"(?:${names.join('|')})"|\\$\\{(?:${names.join('|')})\\}`);
  return (value) => reference.test(JSON.stringify(value) ?? '');
}

/** Resources that hold what cannot be made again: the data, and everything that runs. */
const irreplaceable: Readonly<Record<string, string>> = {
  'AWS::EFS::FileSystem': 'the file system with its data',
  'AWS::ECS::Cluster': 'the cluster with all its services',
};

/** A sentence for each change that would delete data or the cluster. */
export function destructiveChanges(changes: readonly ResourceChange[]): string[] {
  return changes.flatMap(({ action, resource, type, replacement }) => {
    const loss = irreplaceable[type];
    if (loss === undefined) return [];
    if (action === 'Remove') return [`${resource} would be removed: ${loss}`];
    if (replacement === 'True') return [`${resource} would be replaced: ${loss}`];
    if (replacement === 'Conditional') return [`${resource} might be replaced: ${loss}`];
    return [];
  });
}

/** The refusal of an update with such changes. */
export function destructiveUpdate(losses: readonly string[]): UsageError {
  return new UsageError(
    `the stack was not updated: ${losses.join('; ')}`,
    "Undo the change of the template or the parameters ('ecs-efs -n up' shows it); " +
      'or, if the loss is intended, repeat the command with --allow-replacement.',
  );
}
