import { describe, expect, it } from 'vitest';
import {
  isHostName,
  isPublicName,
  readHosts,
  readPorts,
} from '../../../src/cluster/proxy-agent/routes/labels.ts';

describe('a host name', () => {
  it.each([
    'example.com',
    'a',
    '3com.com',
    'xn--bcher-kva.example',
    `${'a'.repeat(63)}.com`,
    Array.from({ length: 126 }, () => 'a').join('.'),
  ])('may be %s', (name) => {
    expect(isHostName(name)).toBe(true);
  });

  it.each([
    '',
    '.',
    'a..b',
    '.com',
    '-a.com',
    'a-.com',
    'a_b.com',
    'bücher.example',
    '*.example.com',
    '{http.request.host}',
    '{file./etc/passwd}',
    'a:80',
    'a/b',
    '10.0.0.1',
    '1',
    'a.1',
    '[::1]',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(126)}ab`,
    'a\nb',
  ])('may not be %j', (name) => {
    expect(isHostName(name)).toBe(false);
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

describe('proxy.host', () => {
  it.each([
    { label: 'a.com', domain: '', values: ['a.com'] },
    { label: ' a.com, b.com\tc.com,,', domain: '', values: ['a.com', 'b.com', 'c.com'] },
    { label: 'shop', domain: 'example.com', values: ['shop.example.com'] },
    { label: 'shop', domain: '', values: ['shop'] },
    { label: 'Shop.Example.COM.', domain: 'x.org', values: ['shop.example.com'] },
    { label: 'a.com A.com', domain: '', values: ['a.com'] },
    { label: '', domain: 'example.com', values: [] },
  ])('$label with domain "$domain" names $values', ({ label, domain, values }) => {
    expect(readHosts(label, domain)).toEqual({ values, problems: [] });
  });

  it('leaves out a wrong name alone, and quotes it', () => {
    expect(readHosts('good.com bad_name "\u001b[31m', '')).toEqual({
      values: ['good.com'],
      problems: [
        'proxy.host: "bad_name" is not a host name',
        'proxy.host: "\\"\\u001b[31m" is not a host name',
      ],
    });
  });

  it('shows no more than the beginning of a long wrong name', () => {
    expect(readHosts('_'.repeat(5000), '').problems[0]?.length).toBeLessThan(150);
  });
});

describe('proxy.ports', () => {
  it.each([
    { label: undefined, pairs: ['80:80'] },
    { label: '5000', pairs: ['5000:5000'] },
    { label: '5000 81:82 80', pairs: ['5000:5000', '81:82', '80:80'] },
    { label: ' 80,81:80 ', pairs: ['80:80', '81:80'] },
    { label: '80:22', pairs: ['80:22'] },
    { label: '65535:1', pairs: ['65535:1'] },
    { label: '', pairs: [] },
  ])('$label listens and leads to $pairs', ({ label, pairs }) => {
    const { values, problems } = readPorts(label);
    expect(values.map(({ listen, container }) => `${listen}:${container}`)).toEqual(pairs);
    expect(problems).toEqual([]);
  });

  it.each(['0', '80:0', '65536', 'http', '80:', ':80', '80:81:82', '8o', '-80', '80.5', '{env.HOME}'])(
    'leaves out %s',
    (entry) => {
      expect(readPorts(`81 ${entry}`)).toEqual({
        values: [{ listen: 81, container: 81 }],
        problems: [`proxy.ports: "${entry}" is neither "port" nor "listen:container"`],
      });
    },
  );

  it.each([22, 53, 111, 2019, 2049, 2375, 5380, 20049, 21049, 51678, 51680])(
    'leaves port %i to the node',
    (port) => {
      expect(readPorts(`${port}:80`)).toEqual({
        values: [],
        problems: [`proxy.ports: "${port}:80" asks for port ${port}, which the node itself uses`],
      });
    },
  );

  it('takes the first of two entries for one port', () => {
    expect(readPorts('80:1 80:2')).toEqual({
      values: [{ listen: 80, container: 1 }],
      problems: ['proxy.ports: "80:2" asks for port 80 a second time'],
    });
  });
});
