import { describe, expect, it } from 'vitest';
import { unknownHostPage } from '../../../src/cluster/proxy-agent/caddy/unknown-host-page.ts';
import { examinePage, noBrowser } from '../../support/browser.ts';

const hosts = [
  {
    name: 'a-rather-long-name-of-a-host.department.division.example.com',
    links: [
      { port: 80, url: 'http://a-rather-long-name-of-a-host.department.division.example.com/' },
      { port: 5000, url: 'http://a-rather-long-name-of-a-host.department.division.example.com:5000/' },
    ],
  },
  { name: 'shop.example.com', links: [{ port: 443, url: 'https://shop.example.com/' }] },
  { name: 'wiki.example.com', links: [{ port: 8080, url: 'http://wiki.example.com:8080/' }] },
];

describe('the page for unknown hosts', () => {
  it('links each port of each host', () => {
    const links = [...unknownHostPage(hosts).matchAll(/<a href="([^"]*)"[^>]*>([^<]*)</g)].map((match) =>
      match.slice(1),
    );

    expect(links).toEqual([
      [hosts[0]?.links[0]?.url, hosts[0]?.name],
      [hosts[0]?.links[1]?.url, ':5000'],
      ['https://shop.example.com/', 'shop.example.com'],
      ['http://wiki.example.com:8080/', 'wiki.example.com:8080'],
    ]);
  });

  it('explains how a host appears while there is none', () => {
    expect(unknownHostPage([])).toContain('Containers with the label <code>proxy.host</code>');
  });

  it('loads nothing from other servers', () => {
    expect(unknownHostPage([])).not.toMatch(/src=|url\(|@import|<link|http/);
  });

  describe.skipIf(noBrowser)('in Chromium', () => {
    const small = { width: 500, height: 800 };
    const large = { width: 1440, height: 900 };

    it.each([
      { name: 'small, light', ...small, dark: false, background: 'rgb(246, 248, 250)' },
      { name: 'small, dark', ...small, dark: true, background: 'rgb(13, 17, 23)' },
      { name: 'large, light', ...large, dark: false, background: 'rgb(246, 248, 250)' },
      { name: 'large, dark', ...large, dark: true, background: 'rgb(13, 17, 23)' },
    ])('is accessible and fits: $name', ({ background, ...screen }) => {
      for (const html of [unknownHostPage(hosts), unknownHostPage([])]) {
        const findings = examinePage(html, screen);
        expect(findings.violations).toEqual([]);
        expect(findings.passes).toContain('color-contrast');
        expect(findings.background).toBe(background);
        expect(findings.overflow).toBe(0);
      }
    });
  });
});
