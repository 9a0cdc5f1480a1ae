import type { RuleReference } from '../../domain/diagnostic.ts';
import { inputKinds, apiPage, type InputKind } from '../kinds.ts';
import type { Violation } from './check-schema.ts';

/** The rule that a keyword of the schema stands for. */
const idOf: Readonly<Record<Violation['keyword'], string>> = {
  type: 'schema/type',
  enum: 'schema/word',
  required: 'schema/required',
  additionalProperties: 'schema/unknown-field',
};

export const schemaRuleIds: readonly string[] = [...Object.values(idOf), 'schema/casing'];

export function schemaRule(kind: InputKind, keyword: Violation['keyword']): RuleReference {
  return { id: idOf[keyword], page: apiPage(inputKinds[kind].action) };
}

/** How CloudFormation writes the same members. */
export function casingRule(kind: InputKind): RuleReference {
  const name = inputKinds[kind].resourceType.replace('AWS::ECS::', '').toLowerCase();
  return {
    id: 'schema/casing',
    page: `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-${name}.html`,
  };
}
