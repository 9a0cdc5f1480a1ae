import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFolder, type RunResult } from '../support/cli.ts';
import { idleClock } from '../support/fake-clock.ts';
import { awsQuotas, type Quotas } from '../support/fault-proxy/quotas.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// A hundred services in an account whose buckets are those of ECS. Both sides have a clock on which only pauses take time.

const count = 100;
const files = Object.fromEntries(
  Array.from({ length: count }, (_, index) => [`app-${index}.taskdef`, taskdef(container(autocreate))]),
);

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

/** Loads a hundred task definitions with their services. */
async function loadAll(
  prefix: string,
  share?: number,
): Promise<RunResult & { quotas: Quotas; seconds: number }> {
  const folder = createFolder({ 'local.mk': `PREFIX=${prefix}\nQUOTAS=aws\n`, ...files });
  try {
    aws.requests.use();
    expect(await createFolderless(prefix)).toMatchObject({ status: 0 });
    const clock = idleClock(aws.requests.isBusy);
    const quotas = awsQuotas({ clock, ...(share !== undefined && { share }) });
    aws.requests.clear();
    aws.requests.use(quotas.fault);
    const run = await folder.run('load', { clock });
    return { ...run, quotas, seconds: clock.now() / 1000 };
  } finally {
    folder.remove();
  }
}

/** Makes the cluster, without any files. */
async function createFolderless(prefix: string): Promise<RunResult> {
  const folder = createFolder({ 'local.mk': `PREFIX=${prefix}\n` });
  try {
    return await folder.run('up');
  } finally {
    folder.remove();
  }
}

test('a hundred services are loaded without one throttled call, as fast as the quotas allow', async () => {
  const run = await loadAll('alone');
  expect(run).toMatchObject({ status: 0 });
  expect(run.stdout).toContain(`${count} task definitions registered, ${count} services created`);
  expect(run.stderr).toMatch(
    /^this takes 80 s or more: AWS accepts 1 a second of the 100 calls for registering and deregistering task definitions\n/,
  );
  expect(run.stderr).toContain("for AWS's rate limit on registering and deregistering task definitions");
  expect(run.quotas.throttled).toEqual([]);
  const least = run.quotas.leastSeconds('RegisterTaskDefinition', count);
  console.log(
    `${run.seconds.toFixed(1)} s of AWS's time, ${(run.seconds / least).toFixed(3)} times the least`,
  );
  expect(least).toBe(80);
  expect(run.seconds).toBeLessThan(1.05 * least);
}, 60_000);

test('a load beside a client that uses half of every quota succeeds, with few throttled calls', async () => {
  const run = await loadAll('shared', 0.5);
  expect(run).toMatchObject({ status: 0 });
  expect(run.stdout).toContain(`${count} task definitions registered, ${count} services created`);
  console.log(`${run.seconds.toFixed(1)} s of AWS's time, ${run.quotas.throttled.length} throttled calls`);
  expect(run.quotas.throttled.length).toBeGreaterThan(0);
  expect(run.quotas.throttled.length).toBeLessThan(50);
  expect(await aws.activeRevisions()).not.toContainEqual(expect.stringMatching(/^shared-.*:2$/));
}, 60_000);
