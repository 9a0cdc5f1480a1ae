import { describe, expect, it } from 'vitest';
import type { Plan, Step } from '../../../../src/domain/plan.ts';
import {
  destroyedResult,
  outcomeResult,
  stackResult,
  unconfirmedResult,
} from '../../../../src/report/text/result-text.ts';
import { currentService, currentStack } from '../../../support/fake-aws.ts';
import { wantedTaskDefinition } from '../../plan/builders.ts';

const secret = 'pa55word';
const environment = [{ name: 'TOKEN', value: secret }];
const register: Step = {
  kind: 'register-task-definition',
  ...wantedTaskDefinition('web', 'nginx', {
    containerDefinitions: [{ name: 'web', image: 'nginx', environment }],
  }),
  why: 'new',
};
const create: Step = {
  kind: 'create-service',
  file: 'web.service',
  service: 'web',
  taskDefinition: { kind: 'registered-here', family: 'acme-web' },
  content: { tags: [{ key: 'token', value: secret }] },
  desiredCount: 1,
  digests: { service: 'a', taskDefinition: undefined },
  afterDraining: false,
  why: 'new',
};
const plan: Plan = {
  version: 1,
  prefix: 'acme',
  cluster: 'acme-cluster',
  steps: [register, create],
  awaited: ['web'],
};
const outcome = {
  stack: undefined,
  services: [currentService('web'), currentService('long-name', { desiredCount: 2 })],
};

describe('after loading', () => {
  it('the result says what was done and how many tasks run', () => {
    expect(outcomeResult(plan, outcome).lines).toEqual([
      'acme-cluster: 1 task definition registered, 1 service created.',
      '  web        acme-web:1  1 of 1 running',
      '  long-name  acme-long-name:1  1 of 2 running',
    ]);
  });

  it('the result uses the plural for numbers above one', () => {
    expect(
      outcomeResult({ ...plan, steps: [register, register, create] }, { ...outcome, services: [] }).lines,
    ).toEqual(['acme-cluster: 2 task definitions registered, 1 service created.']);
    expect(outcomeResult({ ...plan, steps: [] }, { ...outcome, services: [] }).lines).toEqual([
      'acme-cluster: nothing changed.',
    ]);
  });

  it('the JSON document says the same', () => {
    expect(outcomeResult(plan, outcome).data).toEqual({
      version: 1,
      prefix: 'acme',
      cluster: 'acme-cluster',
      steps: [
        { do: 'register-task-definition', name: 'acme-web', file: 'web.taskdef', why: 'new' },
        { do: 'create-service', name: 'web', file: 'web.service', why: 'new' },
      ],
      services: [
        { name: 'web', taskDefinition: 'acme-web:1', runningCount: 1, desiredCount: 1 },
        { name: 'long-name', taskDefinition: 'acme-long-name:1', runningCount: 1, desiredCount: 2 },
      ],
    });
  });
});

it('no result holds a value that the files keep secret', () => {
  const results = [
    outcomeResult(plan, outcome),
    unconfirmedResult(plan, false),
    stackResult(plan, outcome, []),
    destroyedResult(plan, []),
  ];
  expect(JSON.stringify(results)).not.toContain(secret);
});

describe('after the stack is created', () => {
  const made = { stack: currentStack({ outputs: { FileSystemId: 'fs-1' } }), services: [] };
  const ready =
    'The cluster acme-cluster is ready (stack acme-ecs-cluster, with file system fs-1 on /cluster).';

  it.each<[string[], string]>([
    [['a.taskdef', 'a.service'], "Run 'ecs-efs up' again to load 2 files: a.taskdef, a.service"],
    [['a.taskdef'], "Run 'ecs-efs up' again to load 1 file: a.taskdef"],
    [
      [],
      "Put .taskdef and .service files here ('ecs-efs templates webserver' makes some) and run 'ecs-efs up' again.",
    ],
  ])('and with the files %j one reads what comes next', (files, next) => {
    expect(stackResult(plan, made, files).lines).toEqual([ready, next]);
    expect(stackResult(plan, made, files).data).toMatchObject({
      outputs: { FileSystemId: 'fs-1' },
      nextFiles: files,
    });
  });
});

describe('after destroy, the result says', () => {
  const steps: Step[] = [{ kind: 'delete-service', service: 'web', why: 'runs in acme-cluster' }];

  it.each([
    [false, 'ecs-efs destroy --confirm'],
    [true, 'ecs-efs destroy --confirm --keep-data'],
  ])('what it would delete, and how (keeping data: %s)', (keepData, command) => {
    expect(unconfirmedResult({ ...plan, steps }, keepData).lines).toEqual([
      "This would delete everything of 'acme':",
      '  delete service web: runs in acme-cluster',
      `Nothing was deleted. To do it: ${command}`,
    ]);
  });

  it('that nothing is left', () => {
    expect(destroyedResult(plan, []).lines).toEqual(["Nothing of 'acme' is left."]);
  });

  it('which line adopts the data that was kept', () => {
    expect(destroyedResult(plan, ['fs-1']).lines).toEqual([
      "Nothing of 'acme' is left but its data.",
      expect.stringContaining('ecs-cluster.params'),
      'FileSystemId=fs-1',
    ]);
  });
});
