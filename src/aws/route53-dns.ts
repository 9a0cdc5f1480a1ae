import { setTimeout as sleep } from 'node:timers/promises';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { Decide, Zones } from '../dns/maintain.ts';
import { attempt } from './attempt.ts';
import type { Dns, DnsScope } from './ports.ts';

const pauses = { sleep: (ms: number) => sleep(ms), random: Math.random };

/** The records of a cluster, by the code that the stack's own function runs; loaded by the one command that needs it. */
export function route53Dns(
  ecs: ECSClient,
  openEc2: () => Promise<EC2Client>,
  openRoute53: () => Promise<Route53Client>,
): Dns {
  const open = async (scope: DnsScope): Promise<{ zones: Zones; decide: Decide }> => {
    const [ec2, route53, { awsCluster }, { awsZones }, { desiredRecords }] = await Promise.all([
      openEc2(),
      openRoute53(),
      import('../dns/aws-cluster.ts'),
      import('../dns/aws-zones.ts'),
      import('../dns/desired.ts'),
    ]);
    const readCluster = awsCluster(scope.cluster, pauses, ecs, ec2);
    return {
      zones: awsZones(scope.hostedZoneId, pauses, route53),
      decide: async () => desiredRecords(await readCluster(), scope),
    };
  };
  return {
    inspect: (scope) =>
      attempt(`comparing Route 53 with ${scope.cluster}`, async () => {
        const { inspect } = await import('../dns/maintain.ts');
        const { zones, decide } = await open(scope);
        const { desired, problems } = await decide();
        const found = await inspect(scope.owner, desired, zones);
        const hosts = found
          .flatMap(({ verdicts }) => verdicts)
          .map(({ host, act, why, is, should }) => ({ host, act, why, is, should }))
          .toSorted((a, b) => (a.host < b.host ? -1 : 1));
        return { hosts, problems: [...problems] };
      }),
    maintain: (scope) =>
      attempt(`writing to Route 53 for ${scope.cluster}`, async () => {
        const { maintain } = await import('../dns/maintain.ts');
        const { zones, decide } = await open(scope);
        await maintain(scope.owner, decide, zones, { ...pauses, say: () => {} });
      }),
  };
}
