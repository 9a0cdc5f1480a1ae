import type { Vpc, Subnet, NetworkCandidates } from '../../domain/network.ts';
import type { StackParameters } from '../../domain/stack.ts';

export type NetworkChoice =
  | { readonly kind: 'chosen'; readonly parameters: StackParameters }
  /** The user must choose; `suggestion` is what was found, in the form of a parameters file. */
  | { readonly kind: 'undecided'; readonly reason: string; readonly suggestion: string };

const subnetParameters = ['SubnetA', 'SubnetB', 'SubnetC'] as const;

/** A region's own zones, such as `eu-west-1a`: Local and Wavelength Zones have no EFS. */
const ordinaryZone = /^[a-z]+(-[a-z]+)+-\d+[a-z]$/;

/**
 * Chooses the network for a cluster when there is no choice to make: one VPC, three subnets in three different
 * Availability Zones (public ones first, then by zone and id, so that every run chooses the same), and the key
 * pair if there is exactly one.
 */
export function chooseNetwork(candidates: NetworkCandidates): NetworkChoice {
  const { vpcs, keyPairs } = candidates;
  const [vpc, ...others] = vpcs;
  const suggestion = suggestParameters(candidates);
  if (!vpc) return { kind: 'undecided', reason: 'there is no VPC', suggestion };
  if (others.length > 0) {
    return { kind: 'undecided', reason: `there are ${vpcs.length} VPCs`, suggestion };
  }
  const subnets = chooseSubnets(vpc, candidates.subnets);
  if (subnets.length < subnetParameters.length) {
    const zones = [...new Set(subnets.map(({ zone }) => zone))];
    const found = zones.length === 0 ? 'none' : `only ${zones.join(', ')}`;
    const wanted = `subnets in ${subnetParameters.length} Availability Zones are needed`;
    return { kind: 'undecided', reason: `${wanted}, and the VPC ${vpc.id} has ${found}`, suggestion };
  }
  return { kind: 'chosen', parameters: parametersOf(vpc, subnets, keyPairs) };
}

/** At most three, in the order in which they are written. */
function chooseSubnets(vpc: Vpc, subnets: readonly Subnet[]): Subnet[] {
  const ranked = subnets
    .filter((subnet) => subnet.vpcId === vpc.id && ordinaryZone.test(subnet.zone))
    .toSorted(
      (a, b) => Number(b.isPublic) - Number(a.isPublic) || compare(a.zone, b.zone) || compare(a.id, b.id),
    );
  const firstOfZone = ranked.filter(
    ({ zone }, index) => ranked.findIndex((other) => other.zone === zone) === index,
  );
  return firstOfZone.slice(0, subnetParameters.length);
}

function parametersOf(vpc: Vpc, subnets: readonly Subnet[], keyPairs: readonly string[]): StackParameters {
  const [keyName, ...others] = keyPairs;
  return {
    VpcId: vpc.id,
    ...Object.fromEntries(subnets.map(({ id }, index) => [subnetParameters[index], id])),
    ...(keyName !== undefined && others.length === 0 && { KeyName: keyName }),
  };
}

/** Every VPC as a parameters file: the likeliest ready to use, the others as comments. */
function suggestParameters({ vpcs, subnets, keyPairs }: NetworkCandidates): string {
  const blocks = vpcs
    .map((vpc) => ({ vpc, chosen: chooseSubnets(vpc, subnets) }))
    .toSorted(
      (a, b) =>
        b.chosen.length - a.chosen.length ||
        Number(b.vpc.isDefault) - Number(a.vpc.isDefault) ||
        compare(a.vpc.id, b.vpc.id),
    )
    .map(({ vpc, chosen }, index) => {
      const active = index === 0 && chosen.length === subnetParameters.length ? '' : '# ';
      const lines = formatParameters(parametersOf(vpc, chosen, keyPairs))
        .trimEnd()
        .split('\n');
      const named = [vpc.name && `"${vpc.name}"`, vpc.isDefault && 'the default VPC'].filter(Boolean);
      const title = `# ${vpc.id} ${vpc.cidr}${named.length > 0 ? ` (${named.join(', ')})` : ''}`;
      const more = otherSubnets(vpc, subnets, chosen);
      return [title, ...lines.map((line) => active + line), ...more].join('\n');
    });
  return blocks.join('\n\n');
}

function otherSubnets(vpc: Vpc, subnets: readonly Subnet[], chosen: readonly Subnet[]): string[] {
  return subnets
    .filter((subnet) => subnet.vpcId === vpc.id && !chosen.includes(subnet))
    .toSorted((a, b) => compare(a.zone, b.zone) || compare(a.id, b.id))
    .map(({ id, zone, isPublic }) => `# also: ${id} in ${zone}, ${isPublic ? 'public' : 'private'}`);
}

/** `Name=value` lines, as the parameters file holds them. */
export function formatParameters(parameters: StackParameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${quoteIfNeeded(value)}\n`)
    .join('');
}

/** An ini reader takes a value as it stands unless it holds a comment sign or looks like something else. */
function quoteIfNeeded(value: string): string {
  return /^[^;#"'\\=[\]\s](?:[^;#"\\=\r\n]*[^;#"\\=\s])?$/.test(value) ? value : JSON.stringify(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
