import { describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../../../src/errors.ts';
import { explain, readSettings, type Given } from './read-settings.ts';

describe('the value of a setting comes', () => {
  const flags = { PREFIX: 'flag' };
  const words = ['PREFIX=word'];
  const file = 'PREFIX=file\n';
  const variables = { PREFIX: 'environment' };

  it.each<[string, Given, string]>([
    [
      'from an option, before everything else',
      { flags, words, file, environment: variables },
      'flag (--prefix)',
    ],
    ['from a word, before local.mk', { words, file, environment: variables }, 'word (command line)'],
    ['from local.mk, before the environment', { file, environment: variables }, 'file (local.mk:1)'],
    [
      'from the environment, before the default',
      { environment: variables },
      'environment (environment (PREFIX))',
    ],
    ['from the default, after everything else', {}, 'shop-ann-sandbox (default)'],
    ['from the last of two words', { words: ['PREFIX=a', 'PREFIX=b'] }, 'b (command line)'],
    [
      'from ?= where nothing else sets it',
      { file: '# mine\nREGION=r\nA?=1\nPREFIX=a$(A)\n' },
      'a1 (local.mk:4)',
    ],
  ])('%s', (_, given, expected) => {
    expect(explain(readSettings(given), 'PREFIX')).toBe(expected);
  });

  it.each<[string, Record<string, string>, string]>([
    ['AWS_REGION', { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, 'a (environment (AWS_REGION))'],
    ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'b' }, 'b (environment (AWS_DEFAULT_REGION))'],
    [
      'its own name before that of the AWS tools',
      { REGION: 'c', AWS_REGION: 'a' },
      'c (environment (REGION))',
    ],
    ['nowhere', {}, ' (not set)'],
  ])('for the region, from %s', (_, environment, expected) => {
    expect(explain(readSettings({ environment }), 'REGION')).toBe(expected);
  });
});

describe('the profile is', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

  it.each<[string, Given, string | undefined]>([
    ['sandbox without credentials in the environment', {}, 'sandbox'],
    ['none with access keys', { environment: keys }, undefined],
    [
      'none with a web identity',
      { environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: 'arn' } },
      undefined,
    ],
    ['none in an ECS task', { environment: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2' } }, undefined],
    ['none in an EKS pod', { environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x' } }, undefined],
    ['sandbox with half a key', { environment: { AWS_ACCESS_KEY_ID: 'test' } }, 'sandbox'],
    ['AWS_PROFILE', { environment: { AWS_PROFILE: 'dev' } }, 'dev'],
    ['AWS_PROFILE beside keys', { environment: { ...keys, AWS_PROFILE: 'dev' } }, 'dev'],
    ['the one of local.mk beside keys', { environment: keys, file: 'PROFILE=dev\n' }, 'dev'],
    ['none where local.mk empties it', { file: 'PROFILE=\n' }, undefined],
  ])('%s', (_, given, expected) => {
    expect(readSettings(given).profile).toBe(expected);
  });
});

describe('local.mk and the defaults:', () => {
  it.each<[string, Given, string, string]>([
    ['?= wins over a default', { file: 'PROFILE?=dev\n' }, 'PROFILE', 'dev (local.mk:1)'],
    [
      '?= wins over a default that is made from others',
      { file: 'PREFIX?=acme\n' },
      'PREFIX',
      'acme (local.mk:1)',
    ],
    [
      '?= gives way to the name that the AWS tools use',
      { file: 'PROFILE?=dev\n', environment: { AWS_PROFILE: 'prod' } },
      'PROFILE',
      'prod (environment (AWS_PROFILE))',
    ],
    ['+= has nothing to append to', { file: 'PREFIX+=acme\n' }, 'PREFIX', 'acme (local.mk:1)'],
    ['a default can be used', { file: 'X=$(PREFIX)/x\n' }, 'X', 'shop-ann-sandbox/x (local.mk:1)'],
    [
      'a default can be used at once',
      { file: 'X:=$(CLUSTER)\n' },
      'X',
      'shop-ann-sandbox-cluster (local.mk:1)',
    ],
    [
      'a default is made from values of the file, also from later lines',
      { file: 'X=$(CLUSTER)\nPREFIX=acme\n' },
      'X',
      'acme-cluster (local.mk:1)',
    ],
    [
      'a default can be added to',
      { file: 'PREFIX:=$(PREFIX)-2\n' },
      'PREFIX',
      'shop-ann-sandbox-2 (local.mk:1)',
    ],
  ])('%s', (_, given, name, expected) => {
    expect(explain(readSettings(given), name)).toBe(expected);
  });

  it('a setting made from a default that is made from it refers to itself', () => {
    expect(() => readSettings({ file: 'PROFILE=$(PREFIX)\n' })).toThrow(
      'local.mk:1:1: PREFIX refers to itself; use := if that is meant',
    );
  });
});

describe('the names of stack, cluster and families', () => {
  it('are made from the prefix', () => {
    expect(readSettings({ words: ['PREFIX=acme'] })).toMatchObject({
      prefix: 'acme',
      stack: 'acme-ecs-cluster',
      cluster: 'acme-cluster',
      taskPrefix: 'acme-',
      parametersFile: 'ecs-cluster.params',
      templateFile: 'ecs-cluster.cf.yaml',
      timeoutMinutes: 30,
      confirmed: false,
    });
  });

  it('can be set one by one', () => {
    expect(readSettings({ file: 'PREFIX=acme\nCLUSTER=blue\n' })).toMatchObject({
      cluster: 'blue',
      stack: 'acme-ecs-cluster',
    });
  });

  it('follow the profile', () => {
    expect(readSettings({ flags: { PROFILE: 'dev' } }).prefix).toBe('shop-ann-dev');
  });
});

describe('CONFIRM', () => {
  it.each([
    ['true', true],
    ['yes', true],
    ['YES', true],
    ['no', false],
    ['1', false],
    ['', false],
  ])("'%s' means %s", (value, expected) => {
    expect(readSettings({ words: [`CONFIRM=${value}`] }).confirmed).toBe(expected);
  });

  it.each<[string, Given]>([
    ['the environment', { environment: { CONFIRM: 'true' } }],
    ['local.mk', { file: 'CONFIRM=true\n' }],
  ])('does not count in %s', (_, given) => {
    expect(readSettings(given).confirmed).toBe(false);
  });
});

describe('QUOTAS', () => {
  const elsewhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };
  const vpcEndpoint = 'https://vpce-1.ecs.us-east-1.vpce.amazonaws.com';

  it.each<[string, Given, string]>([
    ['is aws where no endpoint is named', {}, 'aws (default)'],
    ['is none for an endpoint that is not AWS’s', { environment: elsewhere }, 'none (default)'],
    [
      'is none where only that of ECS is not',
      { environment: { AWS_ENDPOINT_URL_ECS: 'http://localhost:5000' } },
      'none (default)',
    ],
    [
      'is aws for an endpoint of a VPC',
      { environment: { AWS_ENDPOINT_URL_ECS: vpcEndpoint } },
      'aws (default)',
    ],
    [
      'is aws for an endpoint in China, with a port and a path',
      { environment: { AWS_ENDPOINT_URL: 'https://ecs.cn-north-1.amazonaws.com.cn:443/' } },
      'aws (default)',
    ],
    [
      'is aws for a dual-stack endpoint',
      { environment: { AWS_ENDPOINT_URL: 'https://ecs.us-east-1.api.aws' } },
      'aws (default)',
    ],
    [
      'goes by the endpoint of ECS, which wins over that of all services',
      { environment: { ...elsewhere, AWS_ENDPOINT_URL_ECS: vpcEndpoint } },
      'aws (default)',
    ],
    [
      'is aws for an empty endpoint, as the SDK reads it',
      { environment: { AWS_ENDPOINT_URL: '' } },
      'aws (default)',
    ],
    [
      'is none for a host that only begins like a host of AWS',
      { environment: { AWS_ENDPOINT_URL: 'https://ecs.us-east-1.amazonaws.com.example.org' } },
      'none (default)',
    ],
    [
      'is none for a path that looks like a host of AWS',
      { environment: { AWS_ENDPOINT_URL: 'https://example.org/x.amazonaws.com' } },
      'none (default)',
    ],
    [
      'is aws where the SDK must ignore the endpoint',
      { environment: { ...elsewhere, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } },
      'aws (default)',
    ],
    [
      'is aws for an endpoint of another partition',
      { environment: { AWS_ENDPOINT_URL: 'https://ecs.eusc-de-east-1.amazonaws.eu' } },
      'aws (default)',
    ],
    [
      'can be set in local.mk all the same',
      { environment: elsewhere, file: 'QUOTAS=aws\n' },
      'aws (local.mk:1)',
    ],
  ])('%s', (_, given, expected) => {
    expect(explain(readSettings(given), 'QUOTAS')).toBe(expected);
  });
});

describe('loadSettings refuses, with its origin,', () => {
  it.each<[string, Given, string]>([
    ['a word without =', { words: ['web'] }, "'web' is not understood"],
    ['a word without a name', { words: ['=x'] }, "'=x' is not understood"],
    ['a time that is no number', { words: ['TIMEOUT=soon'] }, "TIMEOUT is 'soon' (command line)"],
    [
      'quotas that do not exist',
      { words: ['QUOTAS=half'] },
      "QUOTAS is 'half' (command line), but must be 'aws' or 'none'",
    ],
    ['a time of zero', { words: ['TIMEOUT=0'] }, "TIMEOUT is '0' (command line)"],
    ['an infinite time', { words: ['TIMEOUT=Infinity'] }, "TIMEOUT is 'Infinity' (command line)"],
    ['an empty name', { file: 'PREFIX=acme\nCLUSTER=\n' }, 'CLUSTER is empty (local.mk:2)'],
    ['an empty prefix', { words: ['PREFIX='] }, 'PREFIX is empty (command line)'],
    ['a prefix with blanks', { file: 'PREFIX=my shop\n' }, "PREFIX is 'my shop' (local.mk:1)"],
  ])('%s', (_, given, message) => {
    const read = () => readSettings(given);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });
});

describe('the list of all settings', () => {
  it('has the user’s own after those of the program', () => {
    const names = readSettings({ file: 'ZONE=a\nAPP=b\nPREFIX=p\n', words: ['TAG=1'] }).all.map(
      ({ name }) => name,
    );
    expect(names.slice(0, 3)).toEqual(['PROFILE', 'REGION', 'PREFIX']);
    expect(names.slice(-3)).toEqual(['APP', 'TAG', 'ZONE']);
  });

  it('leaves out the environment, which lookup still finds', () => {
    const settings = readSettings({ environment: { BUILD: '7' } });
    expect(settings.lookup('BUILD')).toBe('7');
    expect(settings.all.map(({ name }) => name)).not.toContain('BUILD');
    expect(settings.lookup('NOTHING')).toBeUndefined();
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(readSettings())).toBe(true);
  });
});

it('loadSettings reports every line of local.mk that cannot be read, at once', () => {
  const file = ['PREFIX=acme', 'export A=1', 'B=$(shell date)', '  web: x', 'C=$(PREFIX)'].join('\n');
  const read = () => readSettings({ file });
  expect(read).toThrow(InputError);
  expect(read).toThrow(/^local\.mk:2:1: .*\nlocal\.mk:3:1: .*\nlocal\.mk:4:3: .*$/);
});
