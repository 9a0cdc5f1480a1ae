import { describe, expect, it } from 'vitest';
import {
  isHostName,
  isPublicName,
  ownershipPrefix,
  readHosts,
  readPorts,
} from '../../../src/cluster/labels.ts';

const notHostName = 'is not a host name of up to 244 characters, such as www.example.com';

/** A host name of so many characters, up to 253. */
const nameOf = (length: number) => `${'a.'.repeat(126)}a`.slice(-length).replace(/^\./, 'a');

describe('a host name', () => {
  it.each([
    'example.com',
    'a',
    '3com.com',
    'localhost',
    'xn--bcher-kva.example',
    `${'a'.repeat(63)}.com`,
    nameOf(243),
    nameOf(244),
  ])('may be %s', (name) => {
    expect(isHostName(name)).toBe(true);
    expect(readHosts('proxy.host', name)).toEqual({ values: [name], problems: [] });
  });

  it.each([
    '.',
    'a..b',
    '.com',
    '-a.com',
    'a-.com',
    'a_b.com',
    'bücher.example',
    '*.example.com',
    'http://example.com',
    '{http.request.host}',
    '{file./etc/passwd}',
    'a:80',
    'a/b',
    '10.0.0.1',
    '1',
    'a.1',
    '[::1]',
    `${'a'.repeat(64)}.com`,
  ])('may not be %j', (name) => {
    expect(isHostName(name)).toBe(false);
    expect(readHosts('proxy.host', `${name} good.com`)).toEqual({
      values: ['good.com'],
      problems: [`proxy.host: ${JSON.stringify(name.slice(0, 60))} ${notHostName}`],
    });
  });

  it.each(['', 'a\nb', nameOf(245), nameOf(246), nameOf(253)])('may not be %j either', (name) => {
    expect(isHostName(name)).toBe(false);
  });

  it('leaves room for the name of its ownership record, which DNS limits to 253 characters', () => {
    expect(ownershipPrefix + nameOf(244)).toHaveLength(253);
    expect(readHosts('dns.hostname', nameOf(244)).values).toEqual([nameOf(244)]);
    expect(readHosts('dns.hostname', nameOf(246))).toEqual({
      values: [],
      problems: [
        `dns.hostname: "${nameOf(246).slice(0, 60)}" is not a host name of up to 244 characters, such as www.example.com`,
      ],
    });
  });
});

describe('a name that gets a certificate', () => {
  it.each(['example.com', 'local.example.com', 'a.internal.example'])('may be %s', (name) => {
    expect(isPublicName(name)).toBe(true);
  });

  it.each(['shop', 'localhost', 'a.localhost', 'nas.local', 'a.b.internal', '1.10.in-addr.arpa'])(
    'may not be %s',
    (name) => {
      expect(isPublicName(name)).toBe(false);
    },
  );
});

describe.each(['proxy.host', 'dns.hostname'] as const)('%s', (label) => {
  it.each([
    { text: 'a.com', domain: '', values: ['a.com'] },
    { text: ' a.com, b.com\tc.com\nd.com,,', domain: '', values: ['a.com', 'b.com', 'c.com', 'd.com'] },
    { text: 'a.com,b.com', domain: '', values: ['a.com', 'b.com'] },
    { text: 'shop', domain: 'example.com', values: ['shop.example.com'] },
    { text: 'shop.', domain: 'example.com', values: ['shop.example.com'] },
    { text: 'shop', domain: '', values: ['shop'] },
    { text: 'Shop.Example.COM.', domain: 'x.org', values: ['shop.example.com'] },
    { text: 'a.com A.com', domain: '', values: ['a.com'] },
    { text: '', domain: 'example.com', values: [] },
    { text: ' , ', domain: 'example.com', values: [] },
    { text: undefined, domain: 'example.com', values: [] },
  ])('with the text $text and the domain "$domain" names $values', ({ text, domain, values }) => {
    expect(readHosts(label, text, domain)).toEqual({ values, problems: [] });
  });

  it('leaves out a wrong name alone, and quotes it', () => {
    expect(readHosts(label, 'good.com bad_name "\u001b[31m fine.com')).toEqual({
      values: ['good.com', 'fine.com'],
      problems: [`${label}: "bad_name" ${notHostName}`, `${label}: "\\"\\u001b[31m" ${notHostName}`],
    });
  });

  it('shows only the beginning of a long wrong name', () => {
    expect(readHosts(label, '_'.repeat(5000)).problems[0]?.length).toBeLessThan(150);
  });
});

describe('proxy.ports', () => {
  it.each([
    { text: undefined, pairs: ['80:80'] },
    { text: '5000', pairs: ['5000:5000'] },
    { text: '5000 81:82 80', pairs: ['5000:5000', '81:82', '80:80'] },
    { text: ' 80,81:80 ', pairs: ['80:80', '81:80'] },
    { text: '80:22', pairs: ['80:22'] },
    { text: '080:080', pairs: ['80:80'] },
    { text: '65535:1', pairs: ['65535:1'] },
    { text: '', pairs: [] },
  ])('with the text $text listens and leads to $pairs', ({ text, pairs }) => {
    const { values, problems } = readPorts(text);
    expect(values.map(({ listen, container }) => `${listen}:${container}`)).toEqual(pairs);
    expect(problems).toEqual([]);
  });

  it.each(
    '0 80:0 0:80 65536 80:65536 123456 http 80:http 80: :80 80:81:82 8o -80 80.5 80/tcp {env.HOME}'.split(
      ' ',
    ),
  )('leaves out %s', (entry) => {
    expect(readPorts(`81 ${entry}`)).toEqual({
      values: [{ listen: 81, container: 81 }],
      problems: [`proxy.ports: "${entry}" is neither a port nor browser:container such as 80:5001`],
    });
  });

  it.each([22, 53, 111, 2019, 2049, 2375, 2376, 5380, 20049, 21049, 51678, 51680])(
    'leaves port %i to the node',
    (port) => {
      expect(readPorts(`${port}:80`)).toEqual({
        values: [],
        problems: [
          `proxy.ports: "${port}:80" asks for port ${port}, which the node itself uses; choose another one`,
        ],
      });
    },
  );

  it.each([21, 23, 2374, 2377, 20048, 21050, 51677, 51681])('takes port %i', (port) => {
    expect(readPorts(String(port)).values).toEqual([{ listen: port, container: port }]);
  });

  it('takes the first of two entries for one port', () => {
    expect(readPorts('80:1 80:2')).toEqual({
      values: [{ listen: 80, container: 1 }],
      problems: ['proxy.ports: "80:2" asks for port 80 a second time; delete it'],
    });
  });
});
