import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';
import { createFolder, type Folder } from '../support/cli.ts';
import { deploying, forget, serviceObservations } from '../support/moto/ecs.ts';
import { until } from '../support/poll.ts';
import { startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';
import { missingTools } from '../support/tools.ts';

// The program in a real terminal, and in a pipe, while forty services start. `-B` starts them whatever ran before.

const count = 40;
const names = Array.from({ length: count }, (_, index) => `web-${String(index + 10)}`);
const program = join(shippedPath('dist'), 'bin.js');

let aws: TestAws;
let folder: Folder;
/** Services are steady at once; this holds all but some of them back. */
const start = async (ready: number) => {
  await aws.obey(forget);
  await aws.obey(serviceObservations(names.slice(ready), deploying()));
};

beforeAll(async () => {
  aws = await startTestAws();
  folder = createFolder({
    'local.mk': 'PREFIX=live\n',
    // Of one task definition: the quota for registering more of them is the subject of another suite.
    'web.taskdef': taskdef(),
    ...Object.fromEntries(names.map((name) => [`${name}.service`, { taskDefinition: 'web' }])),
  });
  expect(await folder.run('up')).toMatchObject({ status: 0 });
}, 120_000);
afterAll(async () => {
  folder.remove();
  await aws.stop();
});

/** What the program gets from its user, besides the terminal. */
const environment = () => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder.path,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_ENDPOINT_URL: aws.requests.url,
});

describe.skipIf(missingTools({ tmux: 'tmux' }))('a run on a terminal', () => {
  // A server of its own, which ends with this test.
  const socket = `ecs-efs-${process.pid}`;
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' });
  const screen = () => tmux('capture-pane', '-p').trimEnd().split('\n');
  const scrollback = () => tmux('capture-pane', '-p', '-S', '-').trimEnd().split('\n');
  afterAll(() => tmux('kill-server'));

  test('shows a view that fits the window, follows its size, and stays in the scrollback at the end', async () => {
    const assignments = Object.entries(environment()).map(([name, value]) => `${name}=${value}`);
    const command = ['env', '-i', 'TERM=screen', ...assignments, process.execPath, program, 'load', '-B'];
    tmux('new-session', '-d', '-x', '80', '-y', '24', '-c', folder.path, 'sh');
    tmux('set-option', '-g', 'history-limit', '5000');
    await start(5);
    tmux('send-keys', `${command.map((word) => `'${word}'`).join(' ')}; echo "ended with $?"`, 'Enter');

    // The proxy runs in this process, too, and each capture of the screen blocks it for a moment.
    const patience = { timeoutMs: 30_000, everyMs: 200 };

    // 80×24: one table, as many rows as fit, what is in progress first.
    const isWhole = (lines: string[]) => lines.some((line) => /^… and \d+ more, 5 of them done$/.test(line));
    const first = await until(
      'a view of 24 lines',
      () => {
        const lines = screen();
        return isWhole(lines) ? lines : undefined;
      },
      patience,
    );
    expect(first.filter((line) => line.startsWith('SERVICE '))).toHaveLength(1);
    expect(first.filter((line) => / 0 +0 {2}IN_PROGRESS +\d+s$/.test(line)).length).toBe(21);
    expect(first.length).toBeLessThanOrEqual(24);

    // Smaller in both directions, then larger than all rows need.
    tmux('resize-window', '-x', '60', '-y', '12');
    const small = await until(
      'a view of 12 lines',
      () => {
        const lines = screen();
        return lines.some((line) => line.startsWith('… and 31 more')) ? lines : undefined;
      },
      patience,
    );
    expect(small.filter((line) => line.startsWith('web-'))).toHaveLength(9);
    for (const line of small) expect(line.length).toBeLessThan(60);
    tmux('resize-window', '-x', '100', '-y', '60');
    const large = await until(
      'a view of all services',
      () => {
        const lines = screen();
        return names.every((name) => lines.some((line) => line.startsWith(`${name} `))) ? lines : undefined;
      },
      patience,
    );
    expect(large.filter((line) => line.startsWith('web-10 '))).toHaveLength(1);
    tmux('resize-window', '-x', '80', '-y', '24');

    // The view changes in place, and ends with every service in the scrollback.
    await aws.obey(forget);
    const end = await until(
      'the end',
      () => {
        const lines = scrollback();
        return lines.some((line) => line === 'ended with 0') ? lines : undefined;
      },
      patience,
    );
    const final = end.slice(end.findLastIndex((line) => line.startsWith('SERVICE ')));
    for (const name of names) {
      expect(
        final.filter((line) => new RegExp(`^${name} +1 +1 +0 {2}steady +\\w+$`).test(line)),
      ).toHaveLength(1);
    }
    // And then comes the result, once for each service.
    expect(final.filter((line) => /^ {2}web-\d+ +live-web:\d+ +1 of 1 running$/.test(line))).toHaveLength(
      count,
    );
  }, 90_000);
});

test('a run in a pipe prints no escape code, and one line for each change', async () => {
  await aws.obey(forget);
  const child = spawn(process.execPath, [program, 'load', '-B'], {
    cwd: folder.path,
    env: { ...environment(), TERM: 'xterm-256color', FORCE_COLOR: '1' },
  });
  const written: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => written.push(chunk));
  const status = await new Promise((resolve) => child.once('close', resolve));
  const text = Buffer.concat(written).toString();
  expect(status).toBe(0);
  const isControl = (character: string) => character !== '\n' && (character < ' ' || character === '\u007F');
  expect([...text].filter(isControl)).toEqual([]);
  expect(text.split('\n').filter((line) => /^ {2}web-10: steady, 1 of 1 running$/.test(line))).toHaveLength(
    1,
  );
}, 120_000);
