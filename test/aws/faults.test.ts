import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListServicesCommand, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { fastClock } from '../support/fake-clock.ts';
import type { Fault } from '../support/fault-proxy/call.ts';
import { expiresAfter, passing, randomFaults, refuse, reset } from '../support/fault-proxy/faults.ts';
import { inParallel } from '../support/in-parallel.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// Answers that fail for a moment are nobody's concern; those that fail for good end the run with their cause.

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

const speed = 20;

async function run(folder: Folder, command: string) {
  return folder.run(command, { clock: fastClock(speed) });
}

test('200 runs with a fault in every twentieth answer converge, and register nothing twice', async () => {
  const seed = Date.now() % 2 ** 32;
  let faults = 0;
  const random = seeded(seed);
  const inject = randomFaults(0.05, random);
  const counted: Fault = async (call, pass) => {
    let isReached = false;
    const answer = await inject(call, () => {
      isReached = true;
      return pass();
    });
    if (answer === 'reset' || !isReached) faults += 1;
    return answer;
  };
  aws.requests.clear();
  aws.requests.use(counted);
  let converged = 0;
  const lives = Array.from({ length: 50 }, (_, index) => `fault-${index}`);
  await inParallel(lives, 4, async (prefix) => {
    const folder = createFolder({
      'local.mk': `PREFIX=${prefix}\n`,
      'web.taskdef': taskdef(container(autocreate)),
      'job.taskdef': taskdef(),
    });
    const converges = async (command: string, expected: object) => {
      // Named in both, so that a difference says which run it was.
      const which = { run: `${prefix}: ${command} (seed ${seed})` };
      expect({ ...which, ...(await run(folder, command)) }).toMatchObject({ ...which, status: 0 });
      expect({ ...which, ...(await stateOf(prefix)) }).toEqual({ ...which, ...expected });
      converged += 1;
    };
    const made = { stacks: ['CREATE_COMPLETE'], services: ['web'] };
    await converges('up --load', { ...made, revisions: ['job:1', 'web:1'] });
    await converges('up', { ...made, revisions: ['job:1', 'web:1'] });
    folder.write({ 'web.taskdef': taskdef(container({ ...autocreate, image: 'nginx:1.29' })) });
    await converges('load', { ...made, revisions: ['job:1', 'web:1', 'web:2'] });
    await converges('destroy --confirm', { stacks: [], services: [], revisions: [] });
    folder.remove();
  });
  const calls = aws.requests.calls.length;
  console.log(`runs: ${converged} converged; calls: ${calls}, of them ${faults} with a fault`);
  expect(converged).toBe(200);
  expect(faults / calls).toBeGreaterThan(0.03);
}, 240_000);

describe('a fault that stays', () => {
  let folder: Folder;
  beforeEach(async () => {
    folder = createFolder({ 'local.mk': 'PREFIX=stays\n', 'web.taskdef': taskdef() });
    aws.requests.use();
    await run(folder, 'up');
    return () => folder.remove();
  });

  const denied = {
    status: 400,
    code: 'AccessDeniedException',
    message: 'User: arn:aws:iam::1:user/ci is not authorized to perform: ecs:RegisterTaskDefinition',
  };
  test.each<[string, Fault, RegExp]>([
    [
      'AWS breaks down on a call',
      refuse('RegisterTaskDefinition', passing.internal),
      /registering stays-web: .*The server had a fault/,
    ],
    ['AWS throttles without end', refuse('DescribeServices', passing.throttled), /AWS throttled the call/],
    ['connections are cut', reset('DescribeStacks', { after: false }), /AWS cannot be reached/],
    ['credentials expire', expiresAfter(2), /the AWS credentials have expired/],
    [
      'access is denied',
      refuse('RegisterTaskDefinition', denied),
      /registering stays-web: access was denied .*ecs:RegisterTaskDefinition/,
    ],
  ])('ends the run with 3 and its cause: %s', async (_, fault, message) => {
    aws.requests.use(fault);
    folder.write({ 'web.taskdef': taskdef(container(autocreate)) });
    const { status, stderr } = await run(folder, 'up');
    expect(stderr).toMatch(message);
    expect(status).toBe(3);
  });
});

/** What there is of a prefix, asked past the faults. */
async function stateOf(prefix: string) {
  const { Stacks = [] } = await aws.cloudFormation.send(new DescribeStacksCommand({}));
  const stacks = Stacks.filter(({ StackName }) => StackName === `${prefix}-ecs-cluster`);
  const { serviceArns = [] } = await aws.ecs.send(new ListServicesCommand({ cluster: `${prefix}-cluster` }));
  const families = await Promise.all(
    ['job', 'web'].map((name) =>
      aws.ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: `${prefix}-${name}`, status: 'ACTIVE' })),
    ),
  );
  const revisions = families.flatMap(({ taskDefinitionArns = [] }) => taskDefinitionArns);
  return {
    stacks: stacks.map(({ StackStatus }) => StackStatus),
    // Those of the stack itself begin so.
    services: serviceArns.map((arn) => arn.split('/').at(-1)).filter((name) => !name?.startsWith('ecs-efs-')),
    revisions: revisions.map((arn) => arn.split(`/${prefix}-`).at(-1)),
  };
}

/** Random numbers from 0 to 1, the same ones for the same seed (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
