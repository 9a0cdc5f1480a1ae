import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHostNames } from '../../../../src/cluster/dns-function/host-names.ts';
import { readHosts } from '../../../../src/cluster/proxy-agent/routes/labels.ts';

const long = (length: number) =>
  Array.from({ length }, (_, index) => (index % 50 ? 'a' : '.'))
    .join('')
    .slice(1);

describe('a label with host names', () => {
  it.each([
    ['web.example.com', ['web.example.com']],
    ['a.example.com b.example.com', ['a.example.com', 'b.example.com']],
    ['a.example.com,b.example.com', ['a.example.com', 'b.example.com']],
    [' a.example.com ,\n\tb.example.com, ', ['a.example.com', 'b.example.com']],
    ['Web.Example.COM', ['web.example.com']],
    ['web.example.com WEB.example.com', ['web.example.com']],
    ['web.example.com.', ['web.example.com']],
    ['web', ['web.domain.example']],
    ['web.', ['web.domain.example']],
    ['3com.example.com', ['3com.example.com']],
    ['xn--bcher-kva.example', ['xn--bcher-kva.example']],
    ['', []],
    [' , ', []],
  ])('%j means %j', (text, hosts) => {
    expect(parseHostNames(text, 'domain.example')).toEqual({ hosts, wrong: [] });
  });

  it.each([
    '-web.example.com',
    'web-.example.com',
    'we_b.example.com',
    'web..example.com',
    '.example.com',
    '*.example.com',
    'http://web.example.com',
    'web.example.com:80',
    '192.0.2.1',
    '{env.HOME}.example.com',
    'bücher.example',
    `${'a'.repeat(64)}.example.com`,
    long(250),
  ])('reports %j', (word) => {
    expect(parseHostNames(word, 'domain.example')).toEqual({ hosts: [], wrong: [word] });
  });

  it('keeps the good names beside a bad one', () => {
    const { hosts, wrong } = parseHostNames('a.example.com b_ad c.example.com', 'domain.example');
    expect({ hosts, wrong }).toEqual({ hosts: ['a.example.com', 'c.example.com'], wrong: ['b_ad'] });
  });

  it('leaves a name without a dot as it is if there is no domain to complete it with', () => {
    expect(parseHostNames('web', '').hosts).toEqual(['web']);
  });

  it('is read as the proxy reads it', () => {
    const text = fc.array(fc.constantFrom(...'aZ9-._*, \n{:'), { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('', 'domain.example'), (label, domain) => {
        expect(parseHostNames(label, domain).hosts).toEqual(readHosts(label, domain).values);
      }),
    );
  });
});
