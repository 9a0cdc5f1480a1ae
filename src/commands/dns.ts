import type { CurrentStack } from '../domain/stack.ts';
import type { DnsScope } from '../domain/dns.ts';

import { exitStatus, UsageError, type ExitStatus } from '../errors.ts';

import { dnsChanges, dnsResult } from '../report/text/dns-text.ts';
import type { Context } from './context.ts';

/** Shows what is in Route 53 for the hosts of the cluster and what should be, and makes it so with `--apply`. */
export async function dns(context: Context, options: { apply: boolean }): Promise<ExitStatus> {
  const { settings, flags, reporter } = context;
  const aws = await context.connect();
  const stack = await aws.stacks.describe(settings.stack);
  if (!stack) throw new UsageError(`there is no stack ${settings.stack}`, "Run 'ecs-efs up' to create it.");
  const scope = scopeOf(stack, settings.cluster);
  const found = await aws.dns.inspect(scope);
  const changes = dnsChanges(found.hosts);
  if (flags.question) return changes.length > 0 ? exitStatus.outOfDate : exitStatus.done;
  const applied = options.apply && !flags.dryRun && changes.length > 0;
  if (applied) await aws.dns.maintain(scope);
  reporter.result(dnsResult(found, scope.hostedZoneId, applied));
  return exitStatus.done;
}

/** The function of the stack decides by the same parameters. */
function scopeOf({ id, parameters }: CurrentStack, cluster: string): DnsScope {
  return {
    cluster,
    owner: id,
    hostedZoneId: parameters['HostedZoneId'] ?? '',
    domain: parameters['ProxyDomain'] ?? '',
    addresses: parameters['DnsAddresses'] === 'private' ? 'private' : 'public',
  };
}
