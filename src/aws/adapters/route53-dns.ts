import { EC2Client } from '@aws-sdk/client-ec2';
import type { ECSClient } from '@aws-sdk/client-ecs';
import { Route53Client } from '@aws-sdk/client-route-53';
import { desiredRecords } from '../../cluster/dns-function/desired.ts';
import { hostedZones } from '../../cluster/dns-function/hosted-zones.ts';
import { inspect, maintain } from '../../cluster/dns-function/maintain.ts';
import { clusterReader } from '../../cluster/dns-function/read-cluster.ts';
import type { DnsScope } from '../../domain/dns.ts';
import type { Dns } from '../../domain/ports/aws.ts';
import type { ConnectTo } from '../rate-limit/rate-limited.ts';
import { call } from '../sdk/call.ts';

/** The records of a cluster, by the code that the stack's own function runs. */
export function route53Dns(ecs: ECSClient, connectTo: ConnectTo): Dns {
  const [ec2, route53] = [connectTo(EC2Client), connectTo(Route53Client)];
  const zonesOf = (scope: DnsScope) => hostedZones(scope.hostedZoneId, route53);
  const readerOf = (scope: DnsScope) => {
    const readCluster = clusterReader(scope.cluster, { ecs, ec2 });
    return async () => desiredRecords(await readCluster(), scope);
  };
  return {
    inspect: (scope) =>
      call(`comparing Route 53 with ${scope.cluster}`, async () => {
        const { desired, problems } = await readerOf(scope)();
        const found = await inspect(zonesOf(scope), desired, scope);
        const hosts = found
          .flatMap(({ decisions }) => decisions)
          .map(({ host, action, reason, current, desired: should }) => {
            return { host, act: action, why: reason, is: current, should };
          })
          .toSorted((a, b) => (a.host < b.host ? -1 : 1));
        return { hosts, diagnostics: [...problems] };
      }),
    maintain: (scope) =>
      call(`writing to Route 53 for ${scope.cluster}`, async () => {
        await maintain(zonesOf(scope), readerOf(scope), { owner: scope.owner, log: () => {} });
      }),
  };
}
