import { describe, expect, it } from 'vitest';
import { differenceLines } from '../../src/report/text/difference-text.ts';
import { createFolder } from '../support/cli.ts';

const container = (members: string) =>
  `{ containerDefinitions: [{ name: 'a', image: 'b', memory: 64, ${members} }] }`;

describe('a secret of a file is not in what check says about it:', () => {
  it.each([
    ['an object in place of a list', container(`environment: { PASSWORD: 'hunter2' }`)],
    ['an object as a value', container(`environment: [{ name: 'A', value: { b: 'hunter2' } }]`)],
    ['a list of words', container(`environment: ['PASSWORD=hunter2']`)],
    ['a word', container(`environment: 'PASSWORD=hunter2'`)],
    ['a value as a name', container(`environment: [{ name: 'PASSWORD=hunter2', value: '' }]`)],
    ['a value without quotes', container(`environment: [{ name: 'A', value: hunter2 }]`)],
    ['a word after a value', container(`environment: [{ name: 'A', value: 'b' hunter2 }]`)],
    ['a list in place of an ARN', container(`secrets: [{ name: 'A', valueFrom: ['hunter2'] }]`)],
    [
      'an option of a log driver',
      container(`logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': ['hunter2'] } }`),
    ],
  ])('%s', async (_, text) => {
    const folder = createFolder({ 'web.taskdef': text });
    for (const format of ['--format text', '--format github', '--format sarif', '--json']) {
      const { status, stdout, stderr } = await folder.run(`check ${format}`);
      expect([format, stdout + stderr]).not.toEqual([format, expect.stringContaining('hunter2')]);
      expect(stdout).not.toBe('');
      expect([0, 2]).toContain(status);
    }
    folder.remove();
  });
});

it('a line of local.mk that cannot be read is shown up to its first blank', async () => {
  const folder = createFolder({ 'local.mk': 'TOKEN hunter2\n' });
  const { status, stderr } = await folder.run('info');
  expect([status, stderr]).toEqual([2, expect.not.stringContaining('hunter2')]);
  folder.remove();
});

it('info shows no secret setting, and no password of a URL', async () => {
  const folder = createFolder({
    'local.mk': 'API_KEY_PEM=hunter2\nDATABASE_URL=postgres://me:hunter2@db/app\n',
  });
  const { stdout } = await folder.run('info');
  expect(stdout).toContain('postgres://me:********@db/app');
  expect(stdout).not.toContain('hunter2');
  folder.remove();
});

it('a plan does not show what follows a secret option of a command', () => {
  const lines = differenceLines([
    { path: 'command', before: ['--token', 'hunter2'], after: ['--password=hunter2', '--port', '80'] },
  ]);
  expect(lines.join()).not.toContain('hunter2');
  expect(lines.join()).toContain('80');
});
