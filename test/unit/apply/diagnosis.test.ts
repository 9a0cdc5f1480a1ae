import { describe, expect, it } from 'vitest';
import type { TargetDeployment } from '../../../src/apply/diagnosis/deployment-status.ts';
import { createStack, updateStack } from '../../../src/apply/stack.ts';
import { waitForServices } from '../../../src/apply/wait-for-services.ts';
import { toAppError } from '../../../src/aws/sdk/call.ts';
import type { Instance, StoppedTask } from '../../../src/domain/cluster.ts';
import type { CurrentService } from '../../../src/domain/service.ts';
import { AppError } from '../../../src/errors.ts';
import type { JsonObject } from '../../../src/lib/json.ts';
import { errorData, errorLines } from '../../../src/report/text/error-text.ts';
import {
  currentService,
  currentStack,
  deployment,
  fakeAws,
  type FakeState,
  wantedStack,
} from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { walk, contextOf } from './walk.ts';

/** The deployment of acme-web:2 that the run made at time 1000, in place of one of acme-web:1. */
const target: TargetDeployment = {
  family: 'acme-web',
  revision: 2,
  deployment: 'ecs-svc/2',
  createdAt: 1000,
};
const oldRevision = { family: 'acme-web', revision: 1 };
const ours = deployment(target, { id: 'ecs-svc/2', createdAt: 1000, rolloutState: 'IN_PROGRESS' });
const older = deployment(oldRevision, { id: 'ecs-svc/1', createdAt: 1, status: 'ACTIVE' });
const rollBack = deployment(oldRevision, { id: 'ecs-svc/3', createdAt: 2000, rolloutState: 'COMPLETED' });
const starting = { runningCount: 0, deployments: [ours, older] };

const awslogs = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/acme', 'awslogs-stream-prefix': 'web', 'awslogs-region': 'us-east-1' },
};
const definition: JsonObject = {
  containerDefinitions: [
    {
      name: 'app',
      memoryReservation: 512,
      cpu: 256,
      portMappings: [{ containerPort: 80, hostPort: 80 }],
      logConfiguration: awslogs,
    },
  ],
};

/** Shows the service in these states, one after the other; the last one stays. */
const showing = (states: readonly Partial<CurrentService>[], state: FakeState = {}): FakeState => ({
  services: [currentService('web')],
  taskDefinitions: [{ family: 'acme-web', revision: 2, active: true, content: definition, tags: {} }],
  onServiceLook: (service, look) => ({ ...service, ...(states[look - 1] ?? states.at(-1)) }),
  ...state,
});

/** Tasks of the own deployment that ended alike. */
const ended = (
  count: number,
  how: Partial<StoppedTask> & { exitCode?: number; reason?: string },
): FakeState => {
  const { exitCode, reason, ...rest } = how;
  return {
    stoppedTasks: Array.from({ length: count }, (_, index) => ({
      id: `task-${index}`,
      startedBy: 'ecs-svc/2',
      taskDefinition: 'acme-web:2',
      stoppedAt: 5000 - index,
      stopCode: exitCode === undefined ? 'TaskFailedToStart' : 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'app', exitCode, reason }],
      ...rest,
    })),
  };
};

const instance = (memory: number, cpu: number, ports: readonly string[] = []): Instance => ({
  registered: { memory: 1024, cpu: 1024, ports: ['22/tcp'] },
  remaining: { memory, cpu, ports },
});
const group = (maximum: number) => [{ maximum }];
const cannotPlace = (because: string): Partial<CurrentService> => ({
  ...starting,
  events: [{ at: 1500, message: `(service web) was unable to place a task because ${because}.` }],
});

/** What a user sees of a wait, and how long it took. */
async function waitFor(state: FakeState): Promise<Seen> {
  const clock = fakeClock();
  const context = contextOf(fakeAws(state), { clock });
  const seen = await outcomeOf(
    walk(
      waitForServices(context, {
        cluster: 'acme-cluster',
        names: ['web'],
        targets: new Map([['web', target]]),
      }),
    ),
  );
  return { ...seen, seconds: clock.now() / 1000 };
}

const stackLooks = (status: string, resource: string, reason: string): FakeState => ({
  stackLooks: [
    [
      { status: 'CREATE_IN_PROGRESS' },
      {
        status,
        events: [
          { resource: 'InstanceProfile', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
          { resource, type: 'AWS::X::Y', status: 'CREATE_FAILED', reason },
          { resource: 'Cluster', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
        ],
      },
    ],
  ],
});
const wanted = wantedStack();
const create = (state: FakeState) => outcomeOf(walk(createStack(contextOf(fakeAws(state)), wanted, 'acme')));
const refused = (name: string, message: string) =>
  outcomeOf(Promise.reject(toAppError(Object.assign(new Error(message), { name }), 'registering acme-web')));

interface Seen {
  readonly status: number;
  readonly text: string;
  readonly data: string;
  readonly seconds?: number;
}

async function outcomeOf(run: Promise<unknown>): Promise<Seen> {
  try {
    await run;
    return { status: 0, text: '', data: '' };
  } catch (error) {
    return {
      status: error instanceof AppError ? error.exitStatus : -1,
      text: errorLines(error, false).join('\n'),
      data: JSON.stringify(errorData(error)),
    };
  }
}

const pull = 'CannotPullContainerError: Error response from daemon: ';

/** Scenario, exit status, what the message must say of the cause, what the hint must say. */
const table: readonly [string, () => Promise<Seen>, number, readonly string[], string][] = [
  [
    'image missing',
    () =>
      waitFor(
        showing([starting], ended(2, { reason: `${pull}manifest for nginx:9 not found: manifest unknown` })),
      ),
    4,
    ['keep stopping: image not found', '2 tasks stopped in the same way', 'nginx:9 not found'],
    "Check the image's name and tag",
  ],
  [
    'private image',
    () =>
      waitFor(
        showing([starting], ended(2, { reason: `${pull}pull access denied for acme/app, repository` })),
      ),
    4,
    ['pull access denied for acme/app'],
    '/cluster/docker-login/login.txt',
  ],
  [
    'out of memory',
    () =>
      waitFor(
        showing(
          [starting],
          ended(3, { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory' }),
        ),
      ),
    4,
    ['container app: exit code 137, OutOfMemoryError'],
    'raise its memory',
  ],
  [
    'crash loop',
    () =>
      waitFor(
        showing([starting], {
          ...ended(5, { exitCode: 1 }),
          logs: { 'web/app/task-0': ['starting', '\u001B[31mno DATABASE_URL\u001B[0m'] },
        }),
      ),
    4,
    ['5 tasks stopped in the same way', 'exit code 1', 'the end of its log (/acme):', '  no DATABASE_URL'],
    'its log says why',
  ],
  [
    'port conflict when a task starts',
    () =>
      waitFor(
        showing([starting], ended(2, { reason: 'Bind for 0.0.0.0:80 failed: port is already allocated' })),
      ),
    4,
    ['port is already allocated'],
    'leave hostPort out',
  ],
  [
    'port conflict when a task is placed',
    () =>
      waitFor(
        showing(
          [
            cannotPlace(
              'no container instance met all of its requirements. … is already using a port required by your task',
            ),
          ],
          { capacity: { instances: [instance(900, 900, ['80/tcp'])], groups: group(1) } },
        ),
      ),
    4,
    ['cannot be placed, and no capacity is coming', 'port 80 is taken on 1', 'host port 80'],
    'Leave hostPort out',
  ],
  [
    'no memory',
    () =>
      waitFor(
        showing(
          [
            cannotPlace(
              'no container instance met all of its requirements. … has insufficient memory available',
            ),
          ],
          {
            capacity: { instances: [instance(100, 900)], groups: group(1) },
          },
        ),
      ),
    4,
    ['A task needs 512 MiB, 256 CPU units', 'at most 100 MiB and 900 CPU units free', 'the maximum is 1'],
    'Lower memory',
  ],
  [
    'no instances',
    () =>
      waitFor(
        showing([cannotPlace('no container instances were found in your cluster')], {
          capacity: { instances: [], groups: [] },
        }),
      ),
    4,
    ['no instance is registered'],
    'No node has joined the cluster',
  ],
  [
    'a task larger than any instance that could be added',
    () =>
      waitFor(
        showing([cannotPlace('… has insufficient memory available')], {
          capacity: {
            instances: [{ ...instance(256, 900), registered: { memory: 256, cpu: 900, ports: [] } }],
            groups: group(9),
          },
        }),
      ),
    4,
    ['no capacity is coming', 'at most 256 MiB'],
    'Lower memory',
  ],
  [
    'health check',
    () =>
      waitFor(
        showing(
          [starting],
          ended(3, {
            stoppedReason: 'Task failed container health checks',
            stopCode: 'ServiceSchedulerInitiated',
          }),
        ),
      ),
    4,
    ['Task failed container health checks'],
    'startPeriod',
  ],
  [
    'bad role',
    () =>
      waitFor(
        showing(
          [starting],
          ended(2, {
            stoppedReason: 'ECS was unable to assume the role arn:aws:iam::1:role/web that was provided',
          }),
        ),
      ),
    4,
    ['unable to assume the role arn:aws:iam::1:role/web'],
    'must exist and trust ecs-tasks.amazonaws.com',
  ],
  [
    'EFS path missing',
    () =>
      waitFor(
        showing(
          [starting],
          ended(2, {
            reason: 'invalid mount config for type "bind": bind source path does not exist: /cluster/x',
          }),
        ),
      ),
    4,
    ['bind source path does not exist: /cluster/x'],
    'Check the volumes',
  ],
  [
    'wrong architecture',
    () => waitFor(showing([starting], ended(2, { exitCode: 1, reason: 'exec /app: exec format error' }))),
    4,
    ['exec format error'],
    'amd64 or arm64',
  ],
  [
    'rolled back by the circuit breaker, seen while it happens',
    () =>
      waitFor(
        showing(
          [
            starting,
            {
              deployments: [
                rollBack,
                {
                  ...ours,
                  status: 'ACTIVE',
                  rolloutState: 'FAILED',
                  rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
                },
              ],
            },
          ],
          ended(3, { exitCode: 3 }),
        ),
      ),
    4,
    ['failed, and ECS went back to acme-web:1: ECS deployment circuit breaker', 'exit code 3'],
    'its log says why',
  ],
  [
    'rolled back between two looks, and steady again',
    () => waitFor(showing([starting, { deployments: [rollBack] }], ended(1, { exitCode: 137 }))),
    4,
    ['web runs acme-web:1, not acme-web:2', 'exit code 137'],
    'raise its memory',
  ],
  [
    'rolled back before the first look',
    () =>
      waitFor(
        showing([
          {
            deployments: [
              {
                ...rollBack,
                rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
              },
            ],
          },
        ]),
      ),
    4,
    ['web runs acme-web:1, not acme-web:2: the deployment was rolled back', 'rolling back to deploymentId'],
    'aws ecs describe-services',
  ],
  [
    'rolled back to a deployment of the very same revision',
    () => waitFor(showing([starting, { deployments: [{ ...rollBack, taskDefinition: 'acme-web:2' }] }])),
    4,
    ['web runs another deployment of acme-web:2: the deployment was rolled back'],
    'repeat the command',
  ],
  [
    'superseded by another deployment',
    () =>
      waitFor(
        showing([
          starting,
          { deployments: [deployment({ ...target, revision: 3 }, { id: 'ecs-svc/4' }), ours] },
        ]),
      ),
    4,
    ['web runs acme-web:3, not acme-web:2: another deployment replaced it'],
    'Somebody else deploys this service, too',
  ],
  [
    'deleted by somebody else',
    () => waitFor(showing([starting, { status: 'DRAINING' }])),
    4,
    ['the service web is DRAINING: it was deleted during the run'],
    'Repeat the command when the service is gone',
  ],
  [
    'stack resource failure',
    () => create(stackLooks('ROLLBACK_COMPLETE', 'LaunchTemplate', 'The key pair "me" does not exist')),
    4,
    ['is ROLLBACK_COMPLETE', 'LaunchTemplate (AWS::X::Y) CREATE_FAILED: The key pair "me" does not exist'],
    'Check KeyName',
  ],
  [
    'stack quota',
    () =>
      create(
        stackLooks('ROLLBACK_COMPLETE', 'FileSystem', 'FileSystemLimitExceeded: You have reached the limit'),
      ),
    4,
    ['FileSystem (AWS::X::Y) CREATE_FAILED: FileSystemLimitExceeded'],
    'Service Quotas',
  ],
  [
    'stack without a permission',
    () =>
      create(
        stackLooks(
          'ROLLBACK_COMPLETE',
          'InstanceRole',
          'User: arn:aws:iam::1:user/ci is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::1:role/x because no identity-based policy allows it',
        ),
      ),
    4,
    ['InstanceRole (AWS::X::Y) CREATE_FAILED: User: arn:aws:iam::1:user/ci is not authorized'],
    '{"Effect":"Allow","Action":"iam:CreateRole","Resource":"arn:aws:iam::1:role/x"}',
  ],
  [
    'stack update whose roll-back failed',
    () =>
      outcomeOf(
        walk(
          updateStack(
            contextOf(
              fakeAws({
                stack: currentStack(),
                ...stackLooks('UPDATE_ROLLBACK_FAILED', 'Instances', 'no such AMI'),
              }),
            ),
            {
              kind: 'update-stack',
              stack: wantedStack(),
              changes: [],
              changesFrom: 'template',
              allowReplacement: false,
              why: 'changed',
            },
            'acme',
          ),
        ),
      ),
    4,
    ['is UPDATE_ROLLBACK_FAILED', 'Instances (AWS::X::Y)'],
    'ecs-efs up --continue-rollback',
  ],
  [
    'expired credentials',
    () => refused('ExpiredTokenException', 'The security token included in the request is expired'),
    3,
    ['the AWS credentials have expired'],
    'aws sso login',
  ],
  [
    'access denied',
    () =>
      refused(
        'AccessDeniedException',
        'User: arn:aws:iam::1:user/ci is not authorized to perform: ecs:RegisterTaskDefinition on resource: * because no identity-based policy allows the ecs:RegisterTaskDefinition action',
      ),
    3,
    ['registering acme-web: access was denied'],
    '{"Effect":"Allow","Action":"ecs:RegisterTaskDefinition","Resource":"*"}',
  ],
];

describe('the diagnosis of', () => {
  it.each(table)('%s', async (_, run, status, causes, hint) => {
    const seen = await run();
    expect(seen.status).toBe(status);
    for (const cause of causes) expect(seen.text).toContain(cause);
    expect(seen.text).toContain(hint);
    // In at most a screen, without an escape code of a container's log, and as soon as it was certain.
    expect(seen.text.split('\n').length).toBeLessThanOrEqual(24);
    expect(seen.text).not.toContain('\u001B');
    expect(seen.seconds ?? 0).toBeLessThan(90);
  });
});

describe('a service does not count as failed', () => {
  const steady = { runningCount: 1, deployments: [{ ...ours, rolloutState: 'COMPLETED' }] };
  const looks = (count: number, state: Partial<CurrentService>) => Array.from({ length: count }, () => state);

  it.each<[string, FakeState]>([
    [
      'while ECS still shows the deployment before',
      showing([...looks(5, { deployments: [{ ...older, status: 'PRIMARY' }] }), steady]),
    ],
    [
      'because tasks of the deployment before end',
      showing([...looks(20, starting), steady], ended(9, { exitCode: 1, startedBy: 'ecs-svc/1' })),
    ],
    [
      'because of tasks that ended before the wait began',
      showing([...looks(20, starting), steady], {
        stoppedBefore: ended(9, { exitCode: 1 }).stoppedTasks ?? [],
      }),
    ],
    [
      'where there is room by now',
      showing([...looks(20, cannotPlace('… has insufficient memory available')), steady], {
        capacity: { instances: [instance(900, 900)], groups: group(1) },
      }),
    ],
    ['after one crash', showing([...looks(20, starting), steady], ended(1, { exitCode: 1 }))],
    [
      'because tasks end that are scaled in',
      showing(
        [...looks(20, starting), steady],
        ended(9, { exitCode: 0, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)' }),
      ),
    ],
    [
      'while the group may grow',
      showing([...looks(20, cannotPlace('… has insufficient memory available')), steady], {
        capacity: { instances: [instance(100, 900)], groups: group(2) },
      }),
    ],
    [
      'because of a refusal from before',
      showing([
        ...looks(30, {
          ...cannotPlace('no container instances were found'),
          events: [
            {
              at: 1,
              message: 'was unable to place a task because no container instances were found in your cluster',
            },
          ],
        }),
        steady,
      ]),
    ],
  ])('%s', async (_, state) => {
    expect(await waitFor(state)).toMatchObject({ status: 0 });
  });

  it('never counts as steady with a deployment that is not the target', async () => {
    // Steady, all tasks running: only the id of the deployment tells.
    const seen = await waitFor(showing([{ deployments: [{ ...older, status: 'PRIMARY' }] }]));
    expect(seen).toMatchObject({
      status: 4,
      text: expect.stringContaining('web runs acme-web:1, not acme-web:2'),
    });
  });
});

it('the causes are part of the JSON document', async () => {
  const seen = await waitFor(showing([starting], ended(3, { exitCode: 137 })));
  expect(JSON.parse(seen.data)).toMatchObject({
    error: { kind: 'DeploymentError', diagnoses: [{ subject: 'web', cause: 'out of memory' }] },
  });
});
