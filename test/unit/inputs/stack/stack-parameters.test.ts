import { describe, expect, it } from 'vitest';
import { parseStackParameters } from '../../../../src/inputs/stack/stack-parameters.ts';
import { stackTemplateOf } from './stack-template-of.ts';

const template = stackTemplateOf({ VpcId: null, KeyName: '', InstanceType: 't3.small', ClusterName: null });
const parse = (text: string) => parseStackParameters(text, 'ecs-cluster.params', template);
const diagnosticsOf = (text: string) =>
  parse(text).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a parameters file may hold', () => {
  it.each([
    ['a name and a value', 'KeyName=key', 'key'],
    ['a value with blanks, as in the ancestor’s page', '     KeyName=My SSH Key', 'My SSH Key'],
    ['blanks around the sign', 'KeyName = key', 'key'],
    ['a value in quotes', 'KeyName="a;b#c"', 'a;b#c'],
    ['a value in single quotes', "KeyName='a b'", 'a b'],
    ['another sign in the value', 'KeyName=a=b', 'a=b'],
    ['a comment after the value', 'KeyName=key ; mine', 'key'],
    ['a comment in the manner of the shell', 'KeyName=key # mine', 'key'],
    ['no value', 'KeyName=', ''],
    ['a word that would mean something elsewhere', 'KeyName=true', 'true'],
    ['line ends of Windows', 'KeyName=key\r', 'key'],
  ])('%s', (_, line, expected) => {
    const { parameters, diagnostics } = parse(`; first\n# second\n\nVpcId=vpc-1\n${line}\n`);
    expect(diagnostics).toEqual([]);
    expect(parameters).toEqual({ VpcId: 'vpc-1', KeyName: expected });
  });

  it('a byte order mark', () => {
    expect(parse('\uFEFFVpcId=vpc-1')).toEqual({ parameters: { VpcId: 'vpc-1' }, diagnostics: [] });
  });
});

describe('a line is refused if it is', () => {
  it.each([
    [
      'an unknown name',
      '  Instancetyp=a',
      "2:3 ecs-cluster.cf.yaml has no parameter 'Instancetyp' (did you mean 'InstanceType'?)",
    ],
    ['an unknown name unlike any', 'Colour=a', "2:1 ecs-cluster.cf.yaml has no parameter 'Colour'"],
    [
      'a name in the wrong case',
      'vpcid=a',
      "2:1 ecs-cluster.cf.yaml has no parameter 'vpcid' (did you mean 'VpcId'?)",
    ],
    ['a name that was there already', 'VpcId=vpc-2', '2:1 VpcId is set in line 1 already'],
    ['a name without a value', 'KeyName', "2:1 expected Name=value, found 'KeyName'"],
    ['a value without a name', '= x', "2:1 expected Name=value, found '= x'"],
    ['a section', '[stack]', "2:1 expected Name=value, found '[stack]'"],
    ['the cluster’s name', 'ClusterName=a', '2:1 ClusterName is made from the setting CLUSTER'],
  ])('%s', (_, line, expected) => {
    expect(diagnosticsOf(`VpcId=vpc-1\n${line}\n`)).toEqual([expect.stringContaining(expected)]);
  });

  it('a missing parameter is reported at the end of the file, with its description', () => {
    expect(diagnosticsOf('# nothing\nKeyName=a\n\n')).toEqual([
      '2:1 VpcId is missing (the VpcId); add a line VpcId=…',
    ]);
    expect(diagnosticsOf('')).toEqual([expect.stringContaining('1:1 VpcId is missing')]);
  });

  it('every error is reported at once', () => {
    expect(diagnosticsOf('A=1\nB=2\n')).toHaveLength(3);
  });
});
