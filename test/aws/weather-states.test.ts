import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFaultAccount, type FaultAccount } from '../support/fault-proxy/account.ts';
import type { FaultProxy } from '../support/fault-proxy/proxy.ts';
import {
  deploying,
  failed,
  replaced,
  serviceLooks,
  steady,
  stoppedTasks,
} from '../support/fault-proxy/services.ts';
import { stackOperations } from '../support/fault-proxy/stacks.ts';

// What the other suites rely on: stacks and services that take their time, fail, and are rolled back.

let account: FaultAccount;
let proxy: FaultProxy;
let number = 0;
let family: string;
let ecs: ECSClient;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  account = await startFaultAccount();
  ({ proxy, ecs, cloudFormation } = account);
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

async function errorOf(call: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was answered');
}

describe('stacks', () => {
  let stack: string;
  const TemplateBody = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';
  beforeEach(() => {
    stack = `stack-${number}`;
  });
  const create = () =>
    cloudFormation.send(
      new CreateStackCommand({ StackName: stack, TemplateBody, ClientRequestToken: 'token-1' }),
    );
  const look = async (name = stack) => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0];
  };
  const events = async () => {
    const { StackEvents = [] } = await cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: stack }),
    );
    return StackEvents.map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`);
  };

  test('take as many looks as the script says, and tell of one resource after the other', async () => {
    proxy.use(
      stackOperations({
        stack,
        operation: 'create',
        looks: 2,
        events: [
          { resource: 'Cluster', status: 'CREATE_IN_PROGRESS' },
          { resource: 'Cluster', status: 'CREATE_COMPLETE' },
        ],
      }),
    );
    await create();
    expect((await look())?.StackStatus).toBe('CREATE_IN_PROGRESS');
    expect(await events()).toEqual(['Cluster CREATE_IN_PROGRESS']);
    expect((await look())?.StackStatus).toBe('CREATE_IN_PROGRESS');
    expect(await events()).toEqual(['Cluster CREATE_COMPLETE', 'Cluster CREATE_IN_PROGRESS']);
    expect((await look())?.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('end as the script says, with a reason, and events that carry the token of the request', async () => {
    const reason = 'The following resource(s) failed to create: [Nodes].';
    const cause = 'You have exceeded <your> quota';
    proxy.use(
      stackOperations({
        stack,
        operation: 'create',
        looks: 0,
        ends: 'ROLLBACK_COMPLETE',
        reason,
        events: [{ resource: 'Nodes', status: 'CREATE_FAILED', reason: cause }],
      }),
    );
    await create();
    expect(await look()).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE', StackStatusReason: reason });
    const { StackEvents } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: stack }));
    expect(StackEvents).toMatchObject([{ ResourceStatusReason: cause, ClientRequestToken: 'token-1' }]);
    // The next operation has no script.
    await cloudFormation.send(new DeleteStackCommand({ StackName: stack }));
    expect(await errorOf(look())).toMatchObject({ message: expect.stringContaining('does not exist') });
  });

  test('are there while they are being deleted, by name and by id, and gone afterwards', async () => {
    await create();
    const { StackId = '' } = (await look()) ?? {};
    proxy.use(stackOperations({ stack, operation: 'delete', looks: 2 }));
    await look();
    await cloudFormation.send(new DeleteStackCommand({ StackName: stack }));
    expect((await look())?.StackStatus).toBe('DELETE_IN_PROGRESS');
    expect((await look(StackId))?.StackStatus).toBe('DELETE_IN_PROGRESS');
    expect((await look(StackId))?.StackStatus).toBe('DELETE_COMPLETE');
  });

  test('stay if their deletion fails', async () => {
    await create();
    proxy.use(
      stackOperations({ stack, operation: 'delete', looks: 1, ends: 'DELETE_FAILED', reason: 'in use' }),
    );
    await cloudFormation.send(new DeleteStackCommand({ StackName: stack }));
    expect((await look())?.StackStatus).toBe('DELETE_IN_PROGRESS');
    expect(await look()).toMatchObject({ StackStatus: 'DELETE_FAILED', StackStatusReason: 'in use' });
    proxy.use();
    expect((await look())?.StackStatus).toBe('CREATE_COMPLETE');
  });
});

describe('services', () => {
  let cluster: string;
  beforeEach(async () => {
    cluster = `cluster-${number}`;
    await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
    await register();
  });
  const createService = () =>
    ecs.send(
      new CreateServiceCommand({ cluster, serviceName: 'web', taskDefinition: family, desiredCount: 2 }),
    );
  const look = async () => {
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: ['web'] }));
    return services[0];
  };
  const rollout = async () => (await look())?.deployments?.map(({ rolloutState }) => rolloutState);

  test('show one look after the other from their creation on, and keep the last one', async () => {
    proxy.use(serviceLooks('web', deploying({ pending: 2 }), deploying({ running: 1 }), steady));
    await createService();
    expect(await look()).toMatchObject({ runningCount: 0, pendingCount: 2, desiredCount: 2 });
    expect(await look()).toMatchObject({ runningCount: 1, pendingCount: 0 });
    expect([await rollout(), await rollout()]).toEqual([['COMPLETED'], ['COMPLETED']]);
  });

  test('begin anew with every update, and show as they are before the first change', async () => {
    await createService();
    proxy.use(serviceLooks('web', deploying(), steady));
    expect(await rollout()).toEqual(['COMPLETED']);
    await ecs.send(new UpdateServiceCommand({ cluster, service: 'web', forceNewDeployment: true }));
    expect([await rollout(), await rollout()]).toEqual([['IN_PROGRESS'], ['COMPLETED']]);
  });

  test('fail with a reason and events, newest first', async () => {
    proxy.use(serviceLooks('web', failed('tasks failed to start.', 'newest', 'older')));
    await createService();
    const service = await look();
    expect(service?.deployments).toMatchObject([
      { rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start.' },
    ]);
    expect(service?.events?.map(({ message }) => message)).toEqual(['newest', 'older']);
  });

  test('are rolled back, with the failed deployment still there or gone', async () => {
    const left = { rolloutState: 'FAILED', reason: 'circuit breaker' };
    proxy.use(
      serviceLooks(
        'web',
        replaced('old:1', { left, finished: false }),
        replaced('old:1', { finished: true }),
      ),
    );
    const { service } = await createService();
    const ours = service?.deployments?.[0]?.id;
    expect((await look())?.deployments).toMatchObject([
      { status: 'PRIMARY', taskDefinition: expect.stringMatching(/\/old:1$/), rolloutState: 'IN_PROGRESS' },
      { status: 'ACTIVE', id: ours, rolloutState: 'FAILED', rolloutStateReason: 'circuit breaker' },
    ]);
    const over = await look();
    expect(over?.deployments?.map(({ rolloutState }) => rolloutState)).toEqual(['COMPLETED']);
    expect(over?.deployments?.[0]?.id).not.toBe(ours);
    expect(over?.taskDefinition).toMatch(/\/old:1$/);
  });

  test('have tasks that stopped, with the reasons that the script says', async () => {
    const containers = [{ name: 'main', exitCode: 137, reason: 'OutOfMemoryError' }];
    const task = {
      stoppedReason: 'Essential container in task exited',
      stopCode: 'EssentialContainerExited',
      containers,
    };
    const startedBy = () => ({ deployment: 'ecs-svc/1', taskDefinition: `${family}:1` });
    proxy.use(stoppedTasks(cluster, 'web', [task], startedBy));
    const { taskArns: tasks = [] } = await ecs.send(
      new ListTasksCommand({ cluster, serviceName: 'web', desiredStatus: 'STOPPED' }),
    );
    const described = await ecs.send(new DescribeTasksCommand({ cluster, tasks }));
    expect(described.tasks).toMatchObject([
      {
        lastStatus: 'STOPPED',
        startedBy: 'ecs-svc/1',
        group: 'service:web',
        taskDefinitionArn: expect.stringMatching(new RegExp(`/${family}:1$`)),
        ...task,
      },
    ]);
    const running = await ecs.send(new ListTasksCommand({ cluster, desiredStatus: 'RUNNING' }));
    expect(running.taskArns).toEqual([]);
  });
});
