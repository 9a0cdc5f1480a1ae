import type { DnsHost } from '../../domain/dns.ts';
import type { Result } from '../result.ts';

/** The hosts whose records are not what they should be, and may be changed. */
export function dnsChanges(hosts: readonly DnsHost[]): DnsHost[] {
  return hosts.filter(({ act }) => act === 'create' || act === 'update' || act === 'remove');
}

/** @param applied whether the changes have been made */
export function dnsResult(
  { hosts, diagnostics }: { hosts: readonly DnsHost[]; diagnostics: readonly string[] },
  hostedZoneId: string,
  applied: boolean,
): Result {
  const changes = dnsChanges(hosts).length;
  const off =
    hostedZoneId === 'none' ? ['Route 53 is off for this cluster (parameter HostedZoneId=none).'] : [];
  const summary: string[] = [];
  if (applied) summary.push(`${changes} ${changes === 1 ? 'host was' : 'hosts were'} brought up to date.`);
  else if (changes > 0) {
    const differ = changes === 1 ? 'host differs' : 'hosts differ';
    summary.push(
      `${changes} ${differ}; the stack updates them within five minutes, 'ecs-efs dns --apply' at once.`,
    );
  }
  const nothing = hosts.length === 0 && off.length === 0 ? ['No running task has a host name.'] : [];
  return {
    lines: [...off, ...nothing, ...hosts.map(hostLine), ...diagnostics, ...summary],
    data: { version: 1, applied, hosts, problems: diagnostics },
  };
}

function hostLine({ host, act, why, is, should }: DnsHost): string {
  const present = is.length > 0 ? is.join(' ') : 'no record';
  if (act === 'keep') return `${host}: ${present}`;
  if (act === 'refuse') return `${host}: left alone: ${why}`;
  return `${host}: ${act}: ${present} -> ${should.length > 0 ? should.join(' ') : 'no record'} (${why})`;
}
