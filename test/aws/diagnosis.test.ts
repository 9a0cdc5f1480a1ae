import { readFileSync } from 'node:fs';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateFileSystemCommand } from '@aws-sdk/client-efs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { expiresAfter, refuse } from '../support/fault-proxy/faults.ts';
import { stackCreation } from '../support/moto/cloudformation.ts';
import {
  deploying,
  failed,
  forget,
  replaced,
  serviceObservations,
  stoppedTasks,
} from '../support/moto/ecs.ts';
import type { Order } from '../support/moto/moto.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// What a user sees of a failure, with the real program, SDK and protocols between; the table of all causes is in
// test/unit/apply/diagnosis.test.ts.

let aws: TestAws;
let folder: Folder;
let prefix: string;
let number = 0;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

const awslogs = () => ({
  logDriver: 'awslogs',
  options: { 'awslogs-group': `/${prefix}`, 'awslogs-stream-prefix': 'web', 'awslogs-region': 'us-east-1' },
});

beforeEach(() => {
  number += 1;
  prefix = `why-${number}`;
  folder = createFolder({
    'local.mk': `PREFIX=${prefix}\n`,
    'web.taskdef': taskdef(container({ ...autocreate, logConfiguration: awslogs() })),
  });
});
afterEach(async () => {
  aws.requests.use();
  await aws.obey(forget);
  folder.remove();
});

/** Time costs nothing, as far as it is the program that waits. */
const run = (command: string) => folder.run(command, { clock: fakeClock() });

describe('a deployment', () => {
  beforeEach(async () => {
    expect(await run('up --load')).toMatchObject({ status: 0 });
    folder.write({ 'web.taskdef': taskdef(container({ ...autocreate, image: 'nginx:1.29' })) });
  });

  const back = (finished: boolean, left?: { rolloutState: string; reason: string }) =>
    replaced(`${prefix}-web:1`, { finished, ...(left && { left }) });
  const breaker = {
    rolloutState: 'FAILED',
    reason: 'ECS deployment circuit breaker: tasks failed to start.',
  };

  test.each<[string, () => Order]>([
    [
      'during the observation',
      () => serviceObservations('web', deploying(), back(false, breaker), back(true)),
    ],
    ['between two observations', () => serviceObservations('web', deploying(), back(true))],
    ['before the first observation', () => serviceObservations('web', back(true))],
    ['and is just being replaced', () => serviceObservations('web', deploying(), back(false))],
  ])('that is rolled back %s ends with 4', async (_, order) => {
    await aws.obey(order());
    const { status, stderr } = await run('up');
    expect(status).toBe(4);
    expect(stderr).toMatch(new RegExp(`${prefix}-web:1`));
    expect(stderr).toContain('circuit breaker');
  });

  test('that fails is explained with the end of the log of its newest task', async () => {
    const logs = new CloudWatchLogsClient({ endpoint: aws.requests.url, region: 'us-east-1' });
    const logGroupName = `/${prefix}`;
    const logStreamName = 'web/main/stopped-web-0';
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = ['starting', 'no DATABASE_URL'].map((message, index) => ({
      message,
      timestamp: Date.now() + index,
    }));
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    folder.write({
      'web.taskdef': taskdef(container({ ...autocreate, logConfiguration: awslogs(), image: 'nginx:1.30' })),
    });
    const ended = {
      startedBy: 'started by hand',
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'main', exitCode: 3 }],
    };
    await aws.obey(
      serviceObservations(
        'web',
        deploying(),
        failed('ECS deployment circuit breaker: tasks failed to start.'),
      ),
    );
    const of = { cluster: `${prefix}-cluster`, service: 'web', taskDefinition: `${prefix}-web:2` };
    await aws.obey(stoppedTasks(of, ended));
    const { status, stderr } = await run('up');
    expect(status).toBe(4);
    expect(stderr).toContain(
      [
        `ecs-efs: the deployment of web with ${prefix}-web:2 failed: ECS deployment circuit breaker: tasks failed to start.`,
        '  a task stopped: Essential container in task exited',
        '  container main: exit code 3',
        `  the end of its log (/${prefix}):`,
        '    starting',
        '    no DATABASE_URL',
        '  → An essential container exits soon after its start: its log says why. A container that is meant to exit needs essential: false.',
      ].join('\n'),
    );
  });

  test('whose time is up goes on, and the message says how to look at it', async () => {
    await aws.obey(
      serviceObservations('web', deploying({ running: 0 }, '(service web) has started 1 tasks: (task 1).')),
    );
    const { status, stderr } = await run('up --timeout 1');
    expect(status).toBe(5);
    expect(stderr).toMatch(
      new RegExp(
        'not finished after 1 minute: service web \\(0 of 1 running\\)\n.*has started 1 tasks.*\n' +
          `Nothing was stopped, and ECS continues.*\n  aws ecs describe-services --cluster ${prefix}-cluster --services web`,
      ),
    );
  });

  test('is printed as JSON lines with --events', async () => {
    const { status, stdout, stderr } = await run('up --events');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const events = stdout.split('\n').map((line) => JSON.parse(line) as { event: string });
    expect(new Set(events.map(({ event }) => event))).toEqual(
      new Set(['step-started', 'step-done', 'service', 'result']),
    );
    expect(events.at(-1)).toMatchObject({ event: 'result', version: 1, services: [{ name: 'web' }] });
  });
});

describe('a refusal of AWS', () => {
  test('because of expired credentials says what to do', async () => {
    aws.requests.use(expiresAfter(2));
    expect(await run('up --load')).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/the AWS credentials have expired[^]*aws sso login/),
    });
  });

  test('because of a policy says what to add to the policy', async () => {
    const message =
      'User: arn:aws:iam::1:user/ci is not authorized to perform: ecs:RegisterTaskDefinition on resource: * because no identity-based policy allows the ecs:RegisterTaskDefinition action';
    aws.requests.use(
      refuse('RegisterTaskDefinition', { status: 400, code: 'AccessDeniedException', message }),
    );
    expect(await run('up --load')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining(
        'Add to the policy of user/ci (or use another PROFILE): ' +
          '{"Effect":"Allow","Action":"ecs:RegisterTaskDefinition","Resource":"*"}',
      ),
    });
  });
});

describe('a stack', () => {
  const failing = () =>
    stackCreation({
      stack: `${prefix}-ecs-cluster`,
      observations: 4,
      ends: 'ROLLBACK_COMPLETE',
      events: [
        { resource: 'LaunchTemplate', status: 'CREATE_IN_PROGRESS' },
        {
          resource: 'LaunchTemplate',
          type: 'AWS::EC2::LaunchTemplate',
          status: 'CREATE_FAILED',
          reason: "The key pair 'me' does not exist",
        },
        { resource: 'Cluster', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
      ],
    });

  test('whose creation fails names the first resource that failed, and the next run clears it away', async () => {
    // Of an earlier stack of this name: what is empty by EFS's hourly count may hold data.
    await aws.efs.send(
      new CreateFileSystemCommand({ Tags: [{ Key: 'ecs-efs:stack', Value: `${prefix}-ecs-cluster` }] }),
    );
    const before = await aws.fileSystems();
    await aws.obey(failing());
    const first = await run('up');
    expect(first.status).toBe(4);
    expect(first.stderr).toContain(
      "  LaunchTemplate (AWS::EC2::LaunchTemplate) CREATE_FAILED: The key pair 'me' does not exist\n" +
        '  → Check KeyName in ecs-cluster.params',
    );
    expect(first.stderr).toContain(
      "run 'ecs-efs up' again: it removes what is left and creates the stack from scratch",
    );
    const shown = await run('up -n');
    expect(shown.stdout).toMatch(
      /^delete stack .*: its creation failed \(ROLLBACK_COMPLETE\)\ncreate stack /,
    );
    expect(await run('up')).toMatchObject({ status: 0 });
    // CloudFormation deletes the file system of a creation that failed: its DeletionPolicy is RetainExceptOnCreate.
    const after = await aws.fileSystems();
    expect(after).toHaveLength(before.length + 1);
    expect(after).toEqual(expect.arrayContaining(before));
    const { Stacks = [] } = await aws.cloudFormation.send(
      new DescribeStacksCommand({ StackName: `${prefix}-ecs-cluster` }),
    );
    expect(Stacks[0]?.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('that is updated shows the resources that change without a write, and with a change set if asked', async () => {
    await run('up');
    aws.requests.clear();
    const parameters = 'MaxNodes=5\n';
    const before = readFileSync(`${folder.path}/ecs-cluster.params`, 'utf8');
    folder.write({ 'ecs-cluster.params': before + parameters });
    const shown = await run('up -n');
    expect(shown.stdout).toContain(`update stack ${prefix}-ecs-cluster: MaxNodes is`);
    expect(shown.stdout).toContain('~ AutoScalingGroup (AWS::AutoScaling::AutoScalingGroup): MaxSize');
    expect(shown.stdout).toContain('CloudFormation decides what is replaced');
    expect(await run('up -q')).toMatchObject({ status: 1 });
    expect(aws.requests.changes()).toEqual([]);
    const asked = await run('up -n --change-set');
    expect(asked.stdout).toContain('MaxNodes is');
    expect(asked.stdout).not.toContain('CloudFormation decides');
    expect(aws.requests.changes()).toEqual(['CreateChangeSet', 'DeleteChangeSet']);
  });
});
