import type { TemplateParameter } from '../../../domain/template.ts';
import { suggestion } from '../../../lib/nearest-name.ts';
import type { ParametersRule } from '../rule.ts';

/**
 * What the values of AWS's own parameter types look like. CloudFormation also checks that they exist:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
const idPrefixes: Readonly<Record<string, string>> = {
  'AWS::EC2::Image::Id': 'ami-',
  'AWS::EC2::Instance::Id': 'i-',
  'AWS::EC2::SecurityGroup::Id': 'sg-',
  'AWS::EC2::Subnet::Id': 'subnet-',
  'AWS::EC2::VPC::Id': 'vpc-',
  'AWS::EC2::Volume::Id': 'vol-',
};

/** Values that CloudFormation will refuse. */
export const constraintsRule: ParametersRule = {
  id: 'parameters/constraints',
  page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
  check({ template, values }) {
    return [...values].flatMap(([name, value]) => {
      const parameter = template.parameters.get(name);
      const message = parameter && checkParameter(parameter, value);
      return message ? [{ name, message }] : [];
    });
  },
};

/**
 * Compares a value with the constraints of its parameter.
 *
 * @returns what is wrong and what to write; undefined if nothing is
 */
export function checkParameter(parameter: TemplateParameter, value: string): string | undefined {
  const { name, type } = parameter;
  const [, element] = /^List<(.+)>$/.exec(type) ?? [];
  const isList = element !== undefined || type === 'CommaDelimitedList';
  const values = isList ? value.split(',').map((each) => each.trim()) : [value];
  for (const each of values) {
    const reason = checkType(element ?? type, each) ?? checkConstraints(parameter, each);
    if (reason) return `${name} is '${each}', but ${reason}`;
  }
  return undefined;
}

function checkType(type: string, value: string): string | undefined {
  if (type === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return 'must be a number';
  const prefix = idPrefixes[type];
  if (prefix && !(value.startsWith(prefix) && /^[0-9a-f]+$/.test(value.slice(prefix.length)))) {
    return `must be an id such as ${prefix}0123456789abcdef0`;
  }
  if (type === 'AWS::EC2::KeyPair::KeyName' && value === '') return 'must be the name of a key pair';
  if (/^AWS::SSM::Parameter::(Name|Value)/.test(type) && !/^[\w.\-/:]+$/.test(value)) {
    return 'must be the name of a parameter in Systems Manager, such as /my/parameter';
  }
  return undefined;
}

function checkConstraints(parameter: TemplateParameter, value: string): string | undefined {
  const { allowedValues, allowedPattern, minValue, maxValue, minLength, maxLength } = parameter;
  if (allowedValues && !allowedValues.includes(value)) {
    return `must be ${allowedValues.join(', ')}${suggestion(value, allowedValues)}`;
  }
  const number = Number(value);
  const outside =
    (allowedPattern && !matches(allowedPattern, value)) ||
    (minValue !== undefined && number < minValue) ||
    (maxValue !== undefined && number > maxValue) ||
    (minLength !== undefined && value.length < minLength) ||
    (maxLength !== undefined && value.length > maxLength);
  if (!outside) return undefined;
  return parameter.constraintDescription || rangeText(parameter);
}

function rangeText({ allowedPattern, minValue, maxValue, minLength, maxLength }: TemplateParameter): string {
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    if (least === undefined) return most === undefined ? [] : [`must be at most ${most}${unit}`];
    return [most === undefined ? `must be at least ${least}${unit}` : `must be ${least} to ${most}${unit}`];
  };
  return [
    ...range(minValue, maxValue, ''),
    ...range(minLength, maxLength, ' characters long'),
    ...(allowedPattern ? [`must match ${allowedPattern}`] : []),
  ].join(', ');
}

/** CloudFormation's patterns are Java's, and apply to the whole value; one that this engine cannot read is left to it. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return true;
  }
}
