import { describe, expect, it } from 'vitest';
import { help, readSettings } from '../../../../src/cluster/proxy-agent/settings.ts';

describe('the settings of the agent', () => {
  it('have defaults that fit the node', () => {
    expect(readSettings([], {})).toEqual({
      dockerSocket: '/var/run/docker.sock',
      caddyAdminSocket: '/config/admin.sock',
      upstreamsFolder: '/config/upstreams',
      dnsPort: 5380,
      domain: '',
      openPorts: [80, 443],
      shortNames: 'serve',
      bodyLimit: 100_000_000,
      acmeEmail: '',
      https: false,
      acmeDirectory: '',
      acmeRoot: '',
      listenAddress: '',
      linger: 120_000,
      ecsAgent: 'http://localhost:51678',
    });
  });

  it('come from options first, then from the environment', () => {
    const env = { PROXY_DOMAIN: 'Env.Example.com', PROXY_PORTS: '80, 81 5000', ACME_EMAIL: 'a@example.com' };
    expect(readSettings(['--proxy-domain', 'option.example.com'], env)).toMatchObject({
      domain: 'option.example.com',
      openPorts: [80, 81, 5000],
      https: true,
    });
    expect(readSettings([], env)).toMatchObject({ domain: 'env.example.com' });
  });

  it.each([
    { args: ['--dns-port', '32768'], text: '--dns-port: "32768" is not a whole number up to 32767' },
    { args: ['--body-limit', '1e3'], text: '--body-limit: "1e3" is not a whole number' },
    { args: ['--proxy-domain', 'a_b'], text: '--proxy-domain: "a_b" is not a domain' },
    { args: ['--short-names', 'on'], text: '--short-names: "on" is neither serve nor redirect' },
    { args: ['--colour', 'red'], text: "Unknown option '--colour'" },
  ])('refuse $args', ({ args, text }) => {
    expect(() => readSettings(args, {})).toThrow(text);
  });

  it('are undefined for --help, whose text names every option', () => {
    expect(readSettings(['--help'], {})).toBeUndefined();
    expect(help()).toContain('--caddy-admin-socket');
  });
});
