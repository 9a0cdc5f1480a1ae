import { describe, expect, it } from 'vitest';
import * as program from '../../../src/inputs/rules/proxy-labels.ts';
import * as agent from '../../../src/cluster/proxy-agent/routes/labels.ts';

// The program and the agent on the nodes share no code, but must agree on what a label means.

const hosts = [
  '',
  ' ',
  'www.example.com',
  'WWW.Example.COM.',
  'a.com, b.com c.com',
  'a.com,,a.com',
  'localhost',
  'under_score.com',
  '-a.com',
  'a-.com',
  'a..com',
  '.com',
  '*.example.com',
  'http://a.com',
  'a.com:80',
  '10.0.0.1',
  'a.1',
  'xn--bcher-kva.example',
  `${'a'.repeat(63)}.com`,
  `${'a'.repeat(64)}.com`,
  `${'a.'.repeat(126)}com`,
  'bücher.example',
  'a.com\nb.com\tc.com',
  '{env.X}',
];

describe('proxy.host means the same to both:', () => {
  it.each(hosts)('%j', (label) => {
    const ours = program.readHosts(label);
    const theirs = agent.readHosts(label, '');
    expect(ours.values).toEqual(theirs.values);
    expect(ours.faults).toHaveLength(theirs.problems.length);
  });
});

const ports = [
  undefined,
  '',
  '80',
  '80:5001',
  '80:8080 443:8080',
  '80,81',
  '80:1 80:2',
  '0',
  '0:80',
  '80:0',
  '65535',
  '65536',
  '80:65536',
  '080:080',
  '123456',
  'http',
  '80:http',
  '80:1:2',
  '-1',
  '80/tcp',
  ...[21, 22, 23, 53, 111, 443, 2019, 2049, 2374, 2375, 2376, 2377, 5380].map(String),
  ...[20048, 20049, 21049, 21050, 51677, 51678, 51680, 51681].map(String),
];

describe('proxy.ports mean the same to both:', () => {
  it.each(ports)('%j', (label) => {
    const ours = program.readPorts(label);
    const theirs = agent.readPorts(label);
    expect(ours.values).toEqual(theirs.values.map(({ listen }) => listen));
    expect(ours.faults).toHaveLength(theirs.problems.length);
  });
});
