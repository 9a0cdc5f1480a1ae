import { array, assert, constantFrom, property, record, shuffledSubarray, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkCandidates, Subnet, Vpc } from '../../../../src/domain/network.ts';
import { parseStackParameters } from '../../../../src/inputs/stack/stack-parameters.ts';
import { chooseNetwork, formatParameters } from '../../../../src/plan/stack/choose-network.ts';
import { stackTemplateOf } from '../../inputs/stack/stack-template-of.ts';

const vpc = (id = 'vpc-1', overrides: Partial<Vpc> = {}): Vpc => ({
  id,
  name: undefined,
  cidr: '10.0.0.0/16',
  isDefault: false,
  ...overrides,
});
/** `a1` is a public subnet in zone a, `a1-` a private one. */
const subnet = (text: string, vpcId = 'vpc-1'): Subnet => ({
  id: `subnet-${text.replace('-', '')}`,
  vpcId,
  zone: `us-east-1${text[0]}`,
  isPublic: !text.endsWith('-'),
});
const candidates = (
  subnets: readonly Subnet[],
  overrides: Partial<NetworkCandidates> = {},
): NetworkCandidates => ({
  vpcs: [vpc()],
  subnets,
  keyPairs: [],
  ...overrides,
});
const three = ['a1', 'b1', 'c1'].map((text) => subnet(text));

describe('three subnets are chosen', () => {
  it.each<[string, string[], string[]]>([
    ['in three zones', ['c1', 'a1', 'b1'], ['a1', 'b1', 'c1']],
    ['of which the first by name stand for their zones', ['a2', 'a1', 'b1', 'c1'], ['a1', 'b1', 'c1']],
    ['out of more than three zones', ['d1', 'c1', 'b1', 'a1'], ['a1', 'b1', 'c1']],
    ['with public ones first', ['a1-', 'b1-', 'c1', 'd1', 'e1'], ['c1', 'd1', 'e1']],
    ['with the public one of a zone', ['a1-', 'a2', 'b1', 'c1'], ['a2', 'b1', 'c1']],
    ['with private ones where there are not enough', ['a1-', 'b1', 'c1'], ['b1', 'c1', 'a1']],
    ['of private ones alone', ['a1-', 'b1-', 'c1-'], ['a1', 'b1', 'c1']],
  ])('%s', (_, given, expected) => {
    const subnets = given.map((text) => subnet(text));
    const [SubnetA, SubnetB, SubnetC] = expected.map((text) => `subnet-${text}`);
    const parameters = { VpcId: 'vpc-1', SubnetA, SubnetB, SubnetC };
    expect(chooseNetwork(candidates(subnets))).toEqual({ kind: 'chosen', parameters });
  });

  it('always the same three, in any order of AWS’s list', () => {
    const all = ['a1', 'a2', 'a3-', 'b1', 'b2-', 'c1-', 'c2-', 'd1'].map((text) => subnet(text));
    const expected = chooseNetwork(candidates(all));
    assert(
      property(shuffledSubarray(all, { minLength: all.length }), (subnets) => {
        expect(chooseNetwork(candidates(subnets))).toEqual(expected);
      }),
    );
  });
});

describe('the key pair', () => {
  it.each<[string, string[], string | undefined]>([
    ['is left out if there is none', [], undefined],
    ['is the only one', ['My SSH Key'], 'My SSH Key'],
    ['is left out if there are two', ['a', 'b'], undefined],
  ])('%s', (_, keyPairs, expected) => {
    expect(chooseNetwork(candidates(three, { keyPairs }))).toEqual({
      kind: 'chosen',
      parameters: expect.objectContaining({ VpcId: 'vpc-1' }),
    });
    const choice = chooseNetwork(candidates(three, { keyPairs }));
    expect('parameters' in choice && choice.parameters['KeyName']).toBe(expected);
  });
});

describe('no network is chosen', () => {
  const inZone = (zone: string): Subnet => ({ ...subnet('c1'), zone });

  it.each<[string, NetworkCandidates, string]>([
    ['without a VPC', candidates([], { vpcs: [] }), 'there is no VPC'],
    ['between two VPCs', candidates(three, { vpcs: [vpc(), vpc('vpc-2')] }), 'there are 2 VPCs'],
    [
      'without subnets',
      candidates([]),
      'subnets in 3 Availability Zones are needed, and the VPC vpc-1 has none',
    ],
    [
      'with two zones',
      candidates(['a1', 'a2', 'b1'].map((text) => subnet(text))),
      'has only us-east-1a, us-east-1b',
    ],
    [
      'with subnets of another VPC',
      candidates([...three.slice(1), subnet('a1', 'vpc-2')]),
      'has only us-east-1b, us-east-1c',
    ],
    [
      'with a Local Zone',
      candidates([...three.slice(0, 2), inZone('us-east-1-bos-1a')]),
      'has only us-east-1a, us-east-1b',
    ],
    [
      'with a Wavelength Zone',
      candidates([...three.slice(0, 2), inZone('us-east-1-wl1-bos-wlz-1')]),
      'has only us-east-1a',
    ],
  ])('%s', (_, given, refused) => {
    expect(chooseNetwork(given)).toMatchObject({
      kind: 'undecided',
      reason: expect.stringContaining(refused),
    });
  });

  it.each(['us-gov-west-1a', 'cn-north-1b', 'ap-southeast-2c', 'mx-central-1a'])(
    'but %s is an ordinary zone',
    (zone) => {
      expect(chooseNetwork(candidates([...three.slice(0, 2), inZone(zone)]))).toHaveProperty('parameters');
    },
  );
});

describe('the suggestion', () => {
  const template = stackTemplateOf({ VpcId: null, SubnetA: null, SubnetB: null, SubnetC: null, KeyName: '' });
  const suggested = (given: NetworkCandidates): string => {
    const choice = chooseNetwork(given);
    return 'suggestion' in choice ? choice.suggestion : '';
  };
  const second = ['a1', 'b1', 'c1'].map((text) => ({ ...subnet(text, 'vpc-2'), id: `subnet-2${text}` }));

  it('is a parameters file of the most likely VPC, with the others as comments', () => {
    const vpcs = [vpc('vpc-1', { name: 'old' }), vpc('vpc-2', { isDefault: true, name: 'main' })];
    expect(suggested(candidates([...three, subnet('a2-'), ...second], { vpcs, keyPairs: ['key'] }))).toBe(
      [
        '# vpc-2 10.0.0.0/16 ("main", the default VPC)',
        'VpcId=vpc-2',
        'SubnetA=subnet-2a1',
        'SubnetB=subnet-2b1',
        'SubnetC=subnet-2c1',
        'KeyName=key',
        '',
        '# vpc-1 10.0.0.0/16 ("old")',
        '# VpcId=vpc-1',
        '# SubnetA=subnet-a1',
        '# SubnetB=subnet-b1',
        '# SubnetC=subnet-c1',
        '# KeyName=key',
        '# also: subnet-a2 in us-east-1a, private',
      ].join('\n'),
    );
  });

  it('has only comments if no VPC is suitable', () => {
    for (const line of suggested(candidates(three.slice(1))).split('\n')) expect(line).toMatch(/^# /);
  });

  it('prefers a suitable VPC to a default VPC that is not', () => {
    const vpcs = [vpc('vpc-1', { isDefault: true }), vpc('vpc-2')];
    expect(suggested(candidates([...three.slice(1), ...second], { vpcs }))).toContain('\nVpcId=vpc-2\n');
  });

  it('can be pasted as it stands', () => {
    const vpcs = [vpc('vpc-1'), vpc('vpc-2', { name: 'a = "b" ; c' })];
    assert(
      property(array(string(), { maxLength: 2 }), (keyPairs) => {
        const text = suggested(candidates([...three, ...second], { vpcs, keyPairs }));
        const { parameters, diagnostics } = parseStackParameters(text, 'ecs-cluster.params', template);
        expect(diagnostics).toEqual([]);
        const [KeyName, ...others] = keyPairs;
        expect(parameters).toEqual({
          VpcId: 'vpc-1',
          SubnetA: 'subnet-a1',
          SubnetB: 'subnet-b1',
          SubnetC: 'subnet-c1',
          ...(KeyName !== undefined && others.length === 0 && { KeyName }),
        });
      }),
    );
  });
});

it('a parameters file that was written reads back as the same parameters', () => {
  const template = stackTemplateOf({ A: '', B: '' });
  const text = string({ unit: constantFrom(...'ab ;#"\'\\=[]\t\n$é') });
  assert(
    property(record({ A: text, B: text }), (parameters) => {
      expect(parseStackParameters(formatParameters(parameters), 'x.params', template)).toEqual({
        parameters,
        diagnostics: [],
      });
    }),
  );
});
