import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeVpcsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import {
  DeregisterTaskDefinitionCommand,
  type ECSClient,
  ListClustersCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand, type EFSClient } from '@aws-sdk/client-efs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  answerWith,
  expiresAfter,
  killAt,
  latency,
  passing,
  randomFaults,
  refuse,
  reset,
  rewrite,
} from '../support/fault-proxy/faults.ts';
import { startFaultAccount, type FaultAccount } from '../support/fault-proxy/account.ts';
import type { FaultProxy } from '../support/fault-proxy/proxy.ts';
import { awsQuotas } from '../support/fault-proxy/quotas.ts';

// What the other suites rely on: answers that are late, wrong, lost or throttled, as a client sees them.

let account: FaultAccount;
let proxy: FaultProxy;
let number = 0;
let family: string;
let ecs: ECSClient;
let cloudFormation: CloudFormationClient;
let ec2: EC2Client;
let efs: EFSClient;

beforeAll(async () => {
  account = await startFaultAccount();
  ({ proxy, ecs, cloudFormation, ec2, efs } = account);
});
afterAll(() => account.stop());
beforeEach(() => {
  number += 1;
  family = `family-${number}`;
  proxy.use();
  proxy.clear();
});

const containerDefinitions = [{ name: 'main', image: 'nginx', memory: 64 }];
const register = () => ecs.send(new RegisterTaskDefinitionCommand({ family, containerDefinitions }));
const list = () => ecs.send(new ListClustersCommand({}));

/** How many revisions AWS has, asked without weather. */
async function revisions(): Promise<number> {
  proxy.use();
  const { taskDefinitionArns = [] } = await ecs.send(
    new ListTaskDefinitionsCommand({ familyPrefix: family }),
  );
  return taskDefinitionArns.length;
}

async function errorOf(call: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was answered');
}

describe('without weather', () => {
  test('every call is answered by AWS and noted with its service, action and parameters', async () => {
    await register();
    await ec2.send(new DescribeVpcsCommand({}));
    await efs.send(new DescribeFileSystemsCommand({}));
    await errorOf(cloudFormation.send(new DescribeStacksCommand({ StackName: 'none' })));
    expect(proxy.calls.map(({ service, action }) => `${service} ${action}`)).toEqual([
      'ecs RegisterTaskDefinition',
      'ec2 DescribeVpcs',
      'elasticfilesystem Describe file-systems',
      'cloudformation DescribeStacks',
    ]);
    expect(proxy.calls[0]?.input).toMatchObject({ family });
    expect(proxy.calls[3]?.input).toMatchObject({ StackName: 'none' });
    expect(proxy.changes()).toEqual(['RegisterTaskDefinition']);
    expect(await revisions()).toBe(1);
  });

  test('what was noted can be forgotten; the numbers of the calls go on', async () => {
    await list();
    const before = proxy.calls[0]?.number ?? 0;
    proxy.clear();
    await list();
    expect(proxy.calls.map((call) => call.number)).toEqual([before + 1]);
  });
});

describe('faults', () => {
  test('latency delays every answer', async () => {
    proxy.use(latency(60));
    const started = performance.now();
    await list();
    expect(performance.now() - started).toBeGreaterThanOrEqual(59);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['ECS', () => list()],
    ['CloudFormation', () => cloudFormation.send(new DescribeStacksCommand({}))],
    ['EC2', () => ec2.send(new DescribeVpcsCommand({}))],
    ['EFS', () => efs.send(new DescribeFileSystemsCommand({}))],
  ])('an error is one that the client of %s understands', async (_, call) => {
    proxy.use(refuse(() => true, passing.throttled));
    expect(await errorOf(call())).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
    proxy.use(refuse(() => true, passing.internal));
    expect(await errorOf(call())).toMatchObject({ $metadata: { httpStatusCode: 500 } });
  });

  test('a refused call does not reach AWS, and only the first ones are refused if it is so many times', async () => {
    proxy.use(refuse('RegisterTaskDefinition', passing.unavailable, 2));
    expect(await errorOf(register())).toMatchObject({ name: 'ServiceUnavailable' });
    await list();
    await errorOf(register());
    await register();
    expect(await revisions()).toBe(1);
  });

  test.each([
    ['before AWS has done anything', false, 0],
    ['after AWS has done it', true, 1],
  ])('a connection can be cut %s', async (_, after, expected) => {
    proxy.use(reset('RegisterTaskDefinition', { after }));
    expect(await errorOf(register())).toMatchObject({ code: 'ECONNRESET' });
    expect(await revisions()).toBe(expected);
  });

  test('credentials can expire after a number of calls', async () => {
    proxy.use(expiresAfter(1));
    await list();
    expect(await errorOf(list())).toMatchObject({ name: 'ExpiredTokenException' });
  });

  test('answers can be made up, or changed', async () => {
    proxy.use(
      answerWith('ListTasks', () => ({ taskArns: ['a'] })),
      rewrite('ListClusters', (data) => ({ ...data, clusterArns: ['b'] })),
    );
    expect((await ecs.send(new ListTasksCommand({}))).taskArns).toEqual(['a']);
    expect((await list()).clusterArns).toEqual(['b']);
  });

  test.each([
    ['before', false, 1],
    ['after', true, 2],
  ])('the client can be killed at its N-th call, %s AWS has done that', async (_, after, expected) => {
    const kills: string[] = [];
    proxy.use(
      killAt(
        2,
        () => {
          kills.push('killed');
          return Promise.resolve();
        },
        { after },
      ),
    );
    await register();
    expect(kills).toEqual([]);
    await errorOf(register());
    expect(kills).toEqual(['killed']);
    expect(await revisions()).toBe(expected);
  });

  test('a share of all answers can be faults, of each kind', async () => {
    let state = 0;
    const kinds = [0.04, 0, 0.04, 0.3, 0.04, 0.6, 0.04, 0.9];
    proxy.use(randomFaults(0.05, () => kinds[state++] ?? 1));
    const seen = [];
    for (let call = 0; call < 4; call += 1) {
      const { name, code } = await errorOf(register());
      seen.push(code ?? name);
    }
    await register();
    expect(seen).toEqual(['ThrottlingException', 'InternalFailure', 'ECONNRESET', 'ECONNRESET']);
    expect(await revisions()).toBe(2);
  });

  test('several kinds of weather come together, the first nearest to the client', async () => {
    proxy.use(refuse('ListClusters', passing.throttled, 1), refuse('ListClusters', passing.unavailable, 1));
    expect(await errorOf(list())).toMatchObject({ name: 'ThrottlingException' });
    expect(await errorOf(list())).toMatchObject({ name: 'ServiceUnavailable' });
    await list();
  });
});

describe('quotas', () => {
  /** Calls until one is throttled. */
  async function callsUntilThrottled(call: () => Promise<unknown>): Promise<number> {
    for (let calls = 0; ; calls += 1) {
      try {
        await call();
      } catch (error) {
        expect(error).toMatchObject({ name: 'ThrottlingException' });
        return calls;
      }
    }
  }

  test('let the burst of a category pass, for all its actions together, and then throttle', async () => {
    const quotas = awsQuotas({ speed: 0.01 });
    proxy.use(quotas.fault);
    await register();
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: `${family}:1` }));
    expect(await callsUntilThrottled(register)).toBe(18);
    await list();
    expect(quotas.throttled).toEqual(['RegisterTaskDefinition']);
  });

  test('leave less to a client that shares them', async () => {
    proxy.use(awsQuotas({ speed: 0.01, share: 0.5 }).fault);
    expect(await callsUntilThrottled(register)).toBe(10);
  });

  test('fill up again, at a speed of one’s choice', async () => {
    proxy.use(awsQuotas({ speed: 200 }).fault);
    for (let calls = 0; calls < 60; calls += 1) {
      await register();
      await sleep(5);
    }
    expect(await revisions()).toBe(60);
  });

  test('tell how long calls take at least', () => {
    expect(awsQuotas({ speed: 1 }).leastSeconds('RegisterTaskDefinition', 100)).toBe(80);
    expect(awsQuotas({ speed: 1, share: 0.5 }).leastSeconds('CreateService', 100)).toBe(30);
    expect(awsQuotas({ speed: 1 }).leastSeconds('CreateService', 10)).toBe(0);
  });
});
