import type { Dns } from '../../domain/ports/dns.ts';
import type { DnsScope } from '../../domain/dns.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { Route53Client } from '@aws-sdk/client-route-53';
import { awsCluster } from '../../cluster/dns-function/aws-cluster.ts';
import { awsZones } from '../../cluster/dns-function/aws-zones.ts';
import { desiredRecords } from '../../cluster/dns-function/desired.ts';
import { inspect, maintain } from '../../cluster/dns-function/maintain.ts';
import { call } from '../sdk/call.ts';

const pauses = { sleep: (ms: number) => sleep(ms), random: Math.random };

/** The records of a cluster, by the code that the stack's own function runs. */
export function route53Dns(ecs: ECSClient, ec2: EC2Client, route53: Route53Client): Dns {
  const zonesOf = (scope: DnsScope) => awsZones(scope.hostedZoneId, pauses, route53);
  const deciderOf = (scope: DnsScope) => {
    const readCluster = awsCluster(scope.cluster, pauses, ecs, ec2);
    return async () => desiredRecords(await readCluster(), scope);
  };
  return {
    inspect: (scope) =>
      call(`comparing Route 53 with ${scope.cluster}`, async () => {
        const { desired, problems } = await deciderOf(scope)();
        const found = await inspect(scope.owner, desired, zonesOf(scope));
        const hosts = found
          .flatMap(({ verdicts }) => verdicts)
          .map(({ host, act, why, is, should }) => ({ host, act, why, is, should }))
          .toSorted((a, b) => (a.host < b.host ? -1 : 1));
        return { hosts, diagnostics: [...problems] };
      }),
    maintain: (scope) =>
      call(`writing to Route 53 for ${scope.cluster}`, async () => {
        await maintain(scope.owner, deciderOf(scope), zonesOf(scope), { ...pauses, say: () => {} });
      }),
  };
}
