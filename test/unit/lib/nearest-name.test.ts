import { describe, expect, it } from 'vitest';
import { nearestName, suggestion } from '../../../src/lib/nearest-name.ts';

describe('the name that was meant', () => {
  const known = ['VpcId', 'SubnetA', 'SubnetB', 'KeyName'];

  it.each([
    ['vpcid', 'VpcId'],
    ['VpcIdd', 'VpcId'],
    ['VpId', 'VpcId'],
    ['SubnetB', 'SubnetB'],
    ['Subnet_B', 'SubnetB'],
    ['Keynaem', 'KeyName'],
    ['VcpId', 'VpcId'],
    ['Colour', undefined],
    ['', undefined],
  ])('by %s is %s', (found, expected) => {
    expect(nearestName(found, known)).toBe(expected);
  });

  it('is offered, or nothing is said', () => {
    expect(suggestion('VpId', known)).toBe(" (did you mean 'VpcId'?)");
    expect(suggestion('Colour', known)).toBe('');
  });
});
