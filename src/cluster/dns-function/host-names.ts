export interface HostNames {
  readonly hosts: readonly string[];
  /** The words that are no host name, as they were written. */
  readonly wrong: readonly string[];
}

/** A label of a host name: RFC 1123 §2.1, at most 63 octets (RFC 1035 §2.3.4). */
const label = /^(?!-)[a-z\d-]{1,63}(?<!-)$/;

/** 253 octets (RFC 1035 §2.3.4), less the `_ecs-efs.` in front of the same name's ownership record. */
const longestName = 244;

/**
 * Reads a `proxy.host` or `dns.hostname` label: names separated by blanks or commas, in any case. A name without
 * a dot is completed with `domain`, unless that is empty. A wrong word does not affect the others.
 *
 * Wildcards are no host names (RFC 1123), and neither is an IPv4 address: the last label is not all digits.
 */
export function parseHostNames(text: string, domain: string): HostNames {
  const hosts = new Set<string>();
  const wrong: string[] = [];
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    const written = word.toLowerCase().replace(/\.$/, '');
    const name = written.includes('.') || !domain ? written : `${written}.${domain}`;
    const valid = name.split('.').every((part) => label.test(part)) && !/(^|\.)\d+$/.test(name);
    if (valid && name.length <= longestName) hosts.add(name);
    else wrong.push(word);
  }
  return { hosts: [...hosts], wrong };
}
