import type { DnsScope } from '../domain/dns.ts';
import type { CurrentStack } from '../domain/stack.ts';
import { exitStatus, UsageError } from '../errors.ts';
import { defineCommand } from './lib/define-command.ts';
import { flag } from './lib/options.ts';

export const dns = defineCommand({
  name: 'dns',
  summary: 'show what is in Route 53 and what should be',
  description: `
    Shows, for each host name in the labels proxy.host and dns.hostname of running tasks, what is in Route 53
    and what should be: the addresses of the nodes that run it. The stack keeps the records up to date by
    itself; this command shows them, and updates them immediately with --apply. A record that the stack does
    not own is never changed.`,
  options: { apply: flag('--apply', 'change what differs immediately') },
  examples: `Examples:
  ecs-efs dns                   compare, and change nothing
  ecs-efs dns --apply           change what differs
  ecs-efs dns -q || echo stale  ask whether anything differs`,
  async run(context, { apply }) {
    const { dnsChanges, dnsResult } = await import('../report/text/dns-text.ts');
    const { settings, flags, reporter } = context;
    const aws = await context.connect();
    const stack = await aws.stacks.describe(settings.stack);
    if (!stack) throw new UsageError(`there is no stack ${settings.stack}`, "Run 'ecs-efs up' to create it.");
    const scope = scopeOf(stack, settings.cluster);
    const found = await aws.dns.inspect(scope);
    const differs = dnsChanges(found.hosts).length > 0;
    if (flags.question) return differs ? exitStatus.outOfDate : exitStatus.done;
    const applied = apply && !flags.dryRun && differs;
    if (applied) await aws.dns.maintain(scope);
    reporter.result(dnsResult(found, scope.hostedZoneId, applied));
    return exitStatus.done;
  },
});

/** The DNS function of the stack decides by the same parameters. */
function scopeOf({ id, parameters }: CurrentStack, cluster: string): DnsScope {
  return {
    cluster,
    owner: id,
    hostedZoneId: parameters['HostedZoneId'] ?? '',
    domain: parameters['ProxyDomain'] ?? '',
    addresses: parameters['DnsAddresses'] === 'private' ? 'private' : 'public',
  };
}
