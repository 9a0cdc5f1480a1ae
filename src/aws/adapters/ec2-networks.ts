import type { Networks } from '../../domain/ports/networks.ts';
import {
  DescribeKeyPairsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import { attempt } from '../sdk/attempt.ts';
import { allPages } from '../../lib/concurrency.ts';

/** The networks of a region, through EC2. */
export function ec2Networks(client: EC2Client): Networks {
  return {
    async candidates() {
      const [vpcs, subnets, routeTables, keyPairs] = await Promise.all([
        attempt('looking for a VPC', () =>
          allPages(
            (NextToken) => client.send(new DescribeVpcsCommand({ NextToken })),
            (page) => page.Vpcs,
            (page) => page.NextToken,
          ),
        ),
        attempt('looking for subnets', () =>
          allPages(
            (NextToken) => client.send(new DescribeSubnetsCommand({ NextToken })),
            (page) => page.Subnets,
            (page) => page.NextToken,
          ),
        ),
        attempt('looking at route tables', () =>
          allPages(
            (NextToken) => client.send(new DescribeRouteTablesCommand({ NextToken })),
            (page) => page.RouteTables,
            (page) => page.NextToken,
          ),
        ),
        attempt('looking for key pairs', () => client.send(new DescribeKeyPairsCommand({}))),
      ]);
      return {
        vpcs: vpcs.map((vpc) => ({
          id: vpc.VpcId ?? '',
          name: vpc.Tags?.find(({ Key }) => Key === 'Name')?.Value,
          cidr: vpc.CidrBlock ?? '',
          isDefault: vpc.IsDefault ?? false,
        })),
        subnets: subnets
          // EFS mount targets of this cluster have IPv4 addresses.
          .filter(({ State, Ipv6Native }) => State === 'available' && !Ipv6Native)
          .map((subnet) => ({
            id: subnet.SubnetId ?? '',
            vpcId: subnet.VpcId ?? '',
            zone: subnet.AvailabilityZone ?? '',
            isPublic: isPublic(subnet.SubnetId, subnet.VpcId, routeTables),
          })),
        keyPairs: (keyPairs.KeyPairs ?? []).flatMap(({ KeyName }) => KeyName ?? []),
      };
    },
  };
}

/**
 * A subnet is public if its route table leads to an internet gateway; one without a table of its own has the
 * main table of the VPC.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
function isPublic(subnetId = '', vpcId = '', routeTables: readonly RouteTable[]): boolean {
  const own = routeTables.find(({ Associations }) =>
    Associations?.some(({ SubnetId }) => SubnetId === subnetId),
  );
  const main = routeTables.find(
    ({ VpcId, Associations }) => VpcId === vpcId && Associations?.some(({ Main }) => Main),
  );
  return (own ?? main)?.Routes?.some(({ GatewayId }) => GatewayId?.startsWith('igw-')) ?? false;
}
