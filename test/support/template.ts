import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { shippedPath } from '../../src/lib/package-files.ts';

export interface TemplateContainer {
  readonly Name: string;
  readonly Command: readonly string[];
  readonly User?: string;
  readonly Environment?: readonly { readonly Name: string; readonly Value: string }[];
  readonly LinuxParameters?: { readonly Capabilities: { readonly Add: readonly string[] } };
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>>;
}

// Without its tags, `!Ref Name` is the text Name.
const read = (): Template =>
  parse(readFileSync(shippedPath('ecs-cluster.cf.yaml'), 'utf8'), { logLevel: 'silent' }) as Template;

/** A container as it stands in a task definition of the template. */
export function templateContainer(resource: string, name: string): TemplateContainer {
  const containers = read().Resources[resource]?.Properties['ContainerDefinitions'] as TemplateContainer[];
  const found = containers.find((container) => container.Name === name);
  if (!found) throw new Error(`${resource} has no container ${name}`);
  return found;
}

/** The variables of a container whose values stand in the template, and do not come from parameters. */
export function fixedEnvironment(
  container: TemplateContainer,
  names: readonly string[],
): Record<string, string> {
  const entries = container.Environment?.filter(({ Name }) => names.includes(Name)) ?? [];
  return Object.fromEntries(entries.map(({ Name, Value }) => [Name, Value]));
}

/** The inline code of a Lambda function, as it stands in the template. */
export function templateCode(resource: string): string {
  const code = read().Resources[resource]?.Properties['Code'] as { ZipFile: string } | undefined;
  if (!code) throw new Error(`${resource} has no code`);
  return code.ZipFile;
}
