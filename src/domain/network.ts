export interface Vpc {
  readonly id: string;
  readonly name: string | undefined;
  readonly cidr: string;
  readonly isDefault: boolean;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  /** Such as `us-east-1a`. */
  readonly zone: string;
  /** Has a route to an internet gateway. */
  readonly isPublic: boolean;
}

export interface NetworkCandidates {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly keyPairs: readonly string[];
}
