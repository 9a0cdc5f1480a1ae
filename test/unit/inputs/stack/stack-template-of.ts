import type { StackTemplate } from '../../../../src/inputs/stack/stack-template.ts';

/** A template with these parameters; null stands for one that the user must give. */
export function stackTemplateOf(parameters: Record<string, string | null>): StackTemplate {
  const entries = Object.entries(parameters).map(
    ([name, value]) =>
      [name, { name, type: 'String', defaultValue: value ?? undefined, description: `the ${name}` }] as const,
  );
  return { file: 'ecs-cluster.cf.yaml', body: '', parameters: new Map(entries), resources: [] };
}
