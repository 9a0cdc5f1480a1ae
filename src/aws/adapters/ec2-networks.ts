import {
  DescribeKeyPairsCommand,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  EC2Client,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { Networks } from '../../domain/ports/aws.ts';
import { collect } from '../../lib/concurrency.ts';
import type { ConnectTo } from '../rate-limit/rate-limited.ts';
import { call } from '../sdk/call.ts';

/** The networks of a region, through EC2. */
export function ec2Networks(connectTo: ConnectTo): Networks {
  const client = connectTo(EC2Client);
  return {
    async candidates() {
      const [vpcs, subnets, routeTables, keyPairs] = await Promise.all([
        call('listing the VPCs', () => collect(paginateDescribeVpcs({ client }, {}), (page) => page.Vpcs)),
        call('listing the subnets', () =>
          collect(paginateDescribeSubnets({ client }, {}), (page) => page.Subnets),
        ),
        call('listing the route tables', () =>
          collect(paginateDescribeRouteTables({ client }, {}), (page) => page.RouteTables),
        ),
        call('listing the key pairs', () => client.send(new DescribeKeyPairsCommand({}))),
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
