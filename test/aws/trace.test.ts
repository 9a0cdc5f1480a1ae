import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { countCalls } from '../support/count-calls.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { passing, refuse } from '../support/fault-proxy/faults.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// What `--trace` says, compared with what a proxy saw that every call went through.

let aws: TestAws;
let folder: Folder;
let number = 0;

const secret = 'correct-horse-battery-staple';

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(async () => {
  number += 1;
  const environment = [{ name: 'DATABASE_PASSWORD', value: secret }];
  folder = createFolder({
    'local.mk': `PREFIX=trace-${number}\n`,
    'web.taskdef': taskdef(container({ ...autocreate, environment })),
    'job.taskdef': taskdef(),
  });
  expect(await folder.run('up')).toMatchObject({ status: 0 });
  aws.requests.clear();
});
afterEach(async () => {
  aws.requests.use();
  await folder.run('destroy --confirm');
  folder.remove();
});

const callPattern = /^trace: \d{4}-\d{2}-\d{2}T[\d:.]+Z (\w+) (\w+): \d+ ms(, .*)?$/;

/** The lines of calls, those of the summary, and the rest. */
function parts(stderr: string) {
  const lines = stderr.split('\n');
  const head = lines.findIndex((line) => /^trace: \d+ calls? in /.test(line));
  const before = lines.slice(0, head);
  return {
    calls: before.filter((line) => callPattern.test(line)),
    summary: lines.slice(head),
    rest: before.filter((line) => !callPattern.test(line)),
  };
}

const actionOf = (line: string) => callPattern.exec(line)?.[2] ?? '';

describe('a traced run prints', () => {
  test('every call on stderr, beside the progress, and no other', async () => {
    const run = await folder.run('up --trace');
    expect(run.status).toBe(0);
    expect(run.stdout).not.toContain('trace:');
    const { calls, rest } = parts(run.stderr);
    expect(countCalls(calls.map(actionOf))).toEqual(countCalls(aws.requests.actions));
    expect(countCalls(calls.map(actionOf))).toMatchObject({ RegisterTaskDefinition: 2, CreateService: 1 });
    expect(rest).toContain('created service web: new');
  });

  test('at its end how many calls of each action there were', async () => {
    const run = await folder.run('up --trace');
    const [head = '', ...rows] = parts(run.stderr).summary;
    expect(head).toMatch(new RegExp(`^trace: ${aws.requests.calls.length} calls in `));
    const found = rows.map((row) => /^ {2}\w+ (\w+) +(\d+) calls? /.exec(row) ?? []);
    expect(Object.fromEntries(found.map(([, action, count]) => [action, Number(count)]))).toEqual(
      countCalls(aws.requests.actions),
    );
  });

  test.for(['-s', '-q'])('nothing but the trace with %s', async (option) => {
    const run = await folder.run(`up ${option} --trace`);
    expect(run).toMatchObject({ status: option === '-q' ? 1 : 0, stdout: '' });
    const { calls, rest } = parts(run.stderr);
    expect(countCalls(calls.map(actionOf))).toEqual(countCalls(aws.requests.actions));
    expect(rest).toEqual([]);
  });

  test('each call and the summary as lines of JSON with --events', async () => {
    const run = await folder.run('up --trace --events');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const events = run.stdout.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const calls = events.filter(({ event }) => event === 'api-call');
    expect(countCalls(calls.map(({ action }) => String(action)))).toEqual(countCalls(aws.requests.actions));
    const { event, actions } = events.at(-1) as {
      event: string;
      actions: { action: string; calls: number }[];
    };
    expect(event).toBe('api-calls');
    expect(Object.fromEntries(actions.map((each) => [each.action, each.calls]))).toEqual(
      countCalls(aws.requests.actions),
    );
  });

  test('the calls that came before an error, and then what they came to', async () => {
    aws.requests.use(
      refuse('CreateService', { status: 400, code: 'AccessDeniedException', message: 'not you' }),
    );
    const run = await folder.run('up --trace');
    expect(run.status).toBe(3);
    const { calls, summary } = parts(run.stderr);
    expect(countCalls(calls.map(actionOf))).toEqual(countCalls(aws.requests.actions));
    expect(calls.find((line) => actionOf(line) === 'CreateService')).toContain(', AccessDeniedException, ');
    expect(summary.find((line) => line.startsWith('  ECS CreateService '))).toMatch(/ 1 failed$/);
  });

  test('a throttled call with its error, and each further try of it', async () => {
    aws.requests.use(refuse('CreateService', passing.throttled, 2));
    const run = await folder.run('up --trace', { clock: fakeClock() });
    expect(run.status).toBe(0);
    const { calls, summary } = parts(run.stderr);
    const tries = calls.filter((line) => actionOf(line) === 'CreateService');
    expect(tries).toEqual([
      expect.stringMatching(/ ms, ThrottlingException, sent [\d.]+ k?B, received \d+ B$/),
      expect.stringMatching(/ ms, ThrottlingException, try 2, (waited [\d.]+ s for its turn, )?sent /),
      expect.stringMatching(/ ms, try 3, (waited [\d.]+ s for its turn, )?sent /),
    ]);
    expect(summary[0]).toContain(', 2 repeated, ');
    expect(summary.find((line) => line.startsWith('  ECS CreateService '))).toMatch(/ 3 calls .* 2 failed$/);
  });
});

test('a run without --trace prints nothing of it', async () => {
  const { stdout, stderr } = await folder.run('up');
  expect(stdout + stderr).not.toContain('trace:');
});

test('a trace has no secret of a task definition, however it is printed', async () => {
  const loaded = await folder.run('up --trace');
  folder.write({
    'job.taskdef': taskdef(container({ environment: [{ name: 'TOKEN', value: `${secret}-2` }] })),
  });
  const changed = await folder.run('up --trace --events');
  expect(JSON.stringify(aws.requests.calls)).toContain(`${secret}-2`);
  for (const { stdout, stderr } of [loaded, changed]) expect(stdout + stderr).not.toContain(secret);
});

test('a command that asks AWS for nothing says so', async () => {
  expect(await folder.run('check --trace')).toMatchObject({ status: 0, stderr: 'trace: no calls' });
});

test('the summary at the very end, also where a call was not waited for', async () => {
  const parameters = 'VpcId=vpc-12345\nSubnetA=subnet-12345\nSubnetB=subnet-23456\nSubnetC=subnet-34567\n';
  folder.write({ 'local.mk': 'PREFIX=nothing-yet\n', 'ecs-cluster.params': parameters });
  const run = await folder.run('up -q --trace --events');
  const events = run.stdout.split('\n').map((line) => JSON.parse(line) as { event: string });
  expect(events.at(-1)?.event).toBe('api-calls');
  expect(events.filter(({ event }) => event === 'api-call')).toHaveLength(aws.requests.calls.length);
});
