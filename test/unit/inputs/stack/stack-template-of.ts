import type { StackTemplate } from '../../../../src/domain/template.ts';

/** A template with these parameters; null stands for one that the user must give. */
export function stackTemplateOf(parameters: Record<string, string | null>): StackTemplate {
  const entries = Object.entries(parameters).map(
    ([name, value]) =>
      [name, { name, type: 'String', defaultValue: value ?? undefined, description: `the ${name}` }] as const,
  );
  return {
    file: 'ecs-cluster.cf.yaml',
    body: '',
    document: {},
    parameters: new Map(entries),
    resources: [],
    conditions: {},
  };
}
