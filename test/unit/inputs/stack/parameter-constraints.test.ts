import { describe, expect, it } from 'vitest';
import type { TemplateParameter } from '../../../../src/domain/template.ts';
import { shippedOpenPorts } from '../../../../src/inputs/check-inputs.ts';
import { checkParameter } from '../../../../src/inputs/rules/parameters/constraints.ts';
import { parseStackParameters } from '../../../../src/inputs/stack/stack-parameters.ts';
import { readStackTemplate } from '../../../../src/inputs/stack/stack-template.ts';
import { loadSettings } from '../../../../src/settings/load.ts';

const parameter = (overrides: Partial<TemplateParameter>): TemplateParameter => ({
  name: 'P',
  type: 'String',
  defaultValue: undefined,
  description: '',
  ...overrides,
});

describe('a value is compared with its parameter:', () => {
  it.each<[Partial<TemplateParameter>, string, string | undefined]>([
    [{}, 'anything at all', undefined],
    [{ type: 'Number' }, '12', undefined],
    [{ type: 'Number' }, '-1.5', undefined],
    [{ type: 'Number' }, 'two', "P is 'two', but must be a number"],
    [{ type: 'Number', minValue: 1, maxValue: 5 }, '5', undefined],
    [{ type: 'Number', minValue: 1, maxValue: 5 }, '6', "P is '6', but must be 1 to 5"],
    [{ type: 'Number', minValue: 1 }, '0', "P is '0', but must be at least 1"],
    [{ type: 'List<Number>' }, '1, 2,3', undefined],
    [{ type: 'List<Number>' }, '1,x', "P is 'x', but must be a number"],
    [
      { allowedValues: ['true', 'false'] },
      'ture',
      "P is 'ture', but must be true, false (did you mean 'true'?)",
    ],
    [{ allowedPattern: '[a-z]+' }, 'abc', undefined],
    [{ allowedPattern: '[a-z]+' }, 'abc1', "P is 'abc1', but must match [a-z]+"],
    [
      { allowedPattern: '[a-z]+', constraintDescription: 'must be small letters' },
      'A',
      "P is 'A', but must be small letters",
    ],
    [{ allowedPattern: '\\p{Alpha}(?i)[' }, 'only Java reads this pattern', undefined],
    [{ minLength: 2, maxLength: 3 }, 'a', "P is 'a', but must be 2 to 3 characters long"],
    [{ maxLength: 3 }, 'abcd', "P is 'abcd', but must be at most 3 characters long"],
    [{ type: 'CommaDelimitedList', allowedValues: ['a', 'b'] }, 'a, b', undefined],
    [
      { type: 'CommaDelimitedList', allowedValues: ['a', 'b'] },
      'a, c',
      "P is 'c', but must be a, b (did you mean 'a'?)",
    ],
    [{ type: 'AWS::EC2::Subnet::Id' }, 'subnet-0a1b2c3d', undefined],
    [
      { type: 'AWS::EC2::Subnet::Id' },
      'vpc-0a1b2c3d',
      "P is 'vpc-0a1b2c3d', but must be an id such as subnet-0123456789abcdef0",
    ],
    [{ type: 'List<AWS::EC2::Subnet::Id>' }, 'subnet-1,subnet-2', undefined],
    [
      { type: 'List<AWS::EC2::Subnet::Id>' },
      'subnet-1,sg-2',
      "P is 'sg-2', but must be an id such as subnet-0123456789abcdef0",
    ],
    [{ type: 'AWS::EC2::KeyPair::KeyName' }, 'My SSH Key', undefined],
    [{ type: 'AWS::EC2::KeyPair::KeyName' }, '', "P is '', but must be the name of a key pair"],
    [{ type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' }, '/aws/service/x', undefined],
    [
      { type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' },
      'a b',
      "P is 'a b', but must be the name of a parameter in Systems Manager, such as /my/parameter",
    ],
  ])('%j with %j', (overrides, value, expected) => {
    expect(checkParameter(parameter(overrides), value)).toBe(expected);
  });
});

describe('the shipped template', () => {
  const template = readStackTemplate(
    loadSettings({
      directory: '/nowhere',
      flags: { PREFIX: 'acme' },
      words: [],
      environment: {},
      user: 'ann',
    }),
  );
  const network =
    'VpcId=vpc-12345678\nSubnetA=subnet-1234567a\nSubnetB=subnet-1234567b\nSubnetC=subnet-1234567c\n';
  const diagnosticsOf = (lines: string) =>
    parseStackParameters(network + lines, 'ecs-cluster.params', template).diagnostics.map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );

  it('opens the ports that check takes for open where nothing else is set', () => {
    expect(template.parameters.get('ProxyPorts')?.defaultValue).toBe(shippedOpenPorts.join(','));
  });

  it('accepts its own defaults', () => {
    const defaults = [...template.parameters.values()].filter(
      ({ name, defaultValue }) => defaultValue !== undefined && name !== 'ClusterName',
    );
    expect(
      diagnosticsOf(defaults.map(({ name, defaultValue }) => `${name}=${defaultValue}`).join('\n')),
    ).toEqual([]);
  });

  it.each([
    ['MinNodes=3\nMaxNodes = 2', '5:1 MinNodes is 3, but must not be above MaxNodes (2)'],
    ['MaxNodes=1', '5:1 MinNodes is 2, but must not be above MaxNodes (1)'],
    ['VolumeSize = 10', "5:14 VolumeSize is '10', but must be"],
    ['WebCidr=0.0.0.0', "5:9 WebCidr is '0.0.0.0', but must be"],
    ['Architecture=arm46', "5:14 Architecture is 'arm46', but must be x86_64, arm64 (did you mean 'arm64'?)"],
  ])('refuses %j', (lines, expected) => {
    expect(diagnosticsOf(lines)).toEqual([expect.stringContaining(expected)]);
  });
});
