import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeServicesCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand } from '@aws-sdk/client-efs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';
import { createFolder, type Folder } from '../support/cli.ts';
import { killAt } from '../support/fault-proxy/faults.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy/proxy.ts';
import { inParallel } from '../support/in-parallel.ts';
import { autocreate, container, startTestAws, taskdef, type TestAws } from '../support/test-aws.ts';

// A run may be killed at any point: when the same command is run again, everything is as if that had not happened.

/** The life of a cluster with five files; a word without a meaning for the program changes two of them. */
const life = ['up', 'up', 'up', 'destroy --confirm'] as const;
const changedBefore = 2;

const filesOf = (prefix: string) => ({
  'local.mk': `PREFIX=${prefix}\n`,
  'web.taskdef': taskdef(),
  'web.service.template': '{ "taskDefinition": "${TASK_PREFIX}web", "desiredCount": 2 }',
  'worker.taskdef': taskdef(container(autocreate)),
  'db.taskdef': taskdef(container({ image: 'postgres:17' })),
  'db.service': { desiredCount: 1 },
});
const changes = {
  'web.taskdef': taskdef(container({ image: 'nginx:1.29' })),
  'db.service': { desiredCount: 3 },
};

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

test('a command killed at any call ends where it would have ended when it is run again', async () => {
  const reference = await withFolder('whole', async (folder) => {
    const points: { command: number; call: number }[] = [];
    const states: Awaited<ReturnType<typeof stateOf>>[] = [];
    for (const [index, command] of life.entries()) {
      if (index === changedBefore) folder.write(changes);
      const calls = await countCalls(folder, command);
      points.push(...Array.from({ length: calls }, (_, call) => ({ command: index, call: call + 1 })));
      states.push(await stateOf('whole'));
    }
    return { points, states };
  });
  expect(reference.states.at(-1)).toEqual({
    stacks: [],
    services: [],
    revisions: [],
    fileSystems: 0,
  });

  let killed = 0;
  const converged: string[] = [];
  await inParallel(reference.points, 3, async ({ command, call }) => {
    const prefix = `kill-${command}-${call}`;
    await withFolder(prefix, async (folder) => {
      for (const [index, line] of life.entries()) {
        if (index === changedBefore) folder.write(changes);
        if (index === command && (await killAtCall(folder, line, call))) killed += 1;
        const again = index === command ? await runProcess(folder, line) : await folder.run(line);
        // Named in both, so that a difference says where the process was killed.
        const which = { killed: prefix, afterwards: line };
        expect({ ...which, ...again }).toMatchObject({ ...which, status: 0 });
        // The first `up` ends with the stack; where that was made before it was killed, `up` goes on with the files.
        if (index < Math.max(command, 1)) continue;
        expect({ ...which, ...(await stateOf(prefix)) }).toEqual({ ...which, ...reference.states[index] });
      }
      converged.push(prefix);
    });
  });
  console.log(`kill points tried: ${killed} of ${reference.points.length}, converged: ${converged.length}`);
  expect(converged).toHaveLength(reference.points.length);
  // A run whose calls come in another order may end before its last one.
  expect(killed).toBeGreaterThanOrEqual(reference.points.length - life.length);
}, 300_000);

async function withFolder<Result>(prefix: string, use: (folder: Folder) => Promise<Result>): Promise<Result> {
  const folder = createFolder(filesOf(prefix));
  try {
    return await use(folder);
  } finally {
    folder.remove();
  }
}

/** Everything of this prefix that an account may hold, without what is different each time. */
async function stateOf(prefix: string) {
  const anonymous = (text: string) => text.replaceAll(prefix, 'PREFIX');
  const { Stacks = [] } = await aws.cloudFormation.send(new DescribeStacksCommand({}));
  const { FileSystems = [] } = await aws.efs.send(new DescribeFileSystemsCommand({}));
  const families = await Promise.all(
    ['web', 'worker', 'db'].map((name) =>
      aws.ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: `${prefix}-${name}`, status: 'ACTIVE' })),
    ),
  );
  return {
    stacks: Stacks.filter(({ StackName }) => StackName === `${prefix}-ecs-cluster`).map(
      ({ StackStatus }) => StackStatus,
    ),
    // moto keeps a cluster whose stack is gone, so that what was left in it would be seen.
    services: (await servicesOf(`${prefix}-cluster`)).map((line) => anonymous(line)),
    revisions: families
      .flatMap(({ taskDefinitionArns = [] }) => taskDefinitionArns)
      .map((arn) => anonymous(arn.split('/').at(-1) as string)),
    fileSystems: FileSystems.filter(({ Tags }) =>
      Tags?.some(({ Value }) => Value === `${prefix}-ecs-cluster`),
    ).length,
  };
}

async function servicesOf(cluster: string): Promise<string[]> {
  const { serviceArns = [] } = await aws.ecs.send(new ListServicesCommand({ cluster }));
  if (serviceArns.length === 0) return [];
  const { services = [] } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster, services: serviceArns, include: ['TAGS'] }),
  );
  return services
    .map(({ serviceName, status, taskDefinition, desiredCount, runningCount, tags = [] }) => {
      const revision = taskDefinition?.split('/').at(-1);
      // The prefix is part of what the digest is made of.
      const words = tags.map(({ key, value }) => `${key}=${value?.replace(/^\w+\//, '')}`).sort();
      return [serviceName, status, revision, desiredCount, runningCount, ...words].join(' ');
    })
    .sort();
}

async function countCalls(folder: Folder, command: string): Promise<number> {
  return throughProxy(async (proxy) => {
    expect(await runProcess(folder, command, proxy.url)).toMatchObject({ status: 0 });
    return proxy.calls.length;
  });
}

/** Kills the process once AWS has done what its N-th call asks. @returns whether it lived to make that call */
async function killAtCall(folder: Folder, command: string, call: number): Promise<boolean> {
  return throughProxy(async (proxy) => {
    const child = start(folder, command, proxy.url);
    const end = ended(child);
    proxy.use(
      killAt(
        call,
        async () => {
          child.kill('SIGKILL');
          await end;
        },
        { after: true },
      ),
    );
    return (await end).signal === 'SIGKILL';
  });
}

async function throughProxy<Result>(use: (proxy: FaultProxy) => Promise<Result>): Promise<Result> {
  const proxy = await startFaultProxy(aws.requests.url);
  try {
    return await use(proxy);
  } finally {
    await proxy.stop();
  }
}

async function runProcess(folder: Folder, command: string, endpoint = aws.requests.url) {
  const child = start(folder, command, endpoint);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const { status } = await ended(child);
  return { status, output };
}

function start(folder: Folder, command: string, endpoint: string) {
  return spawn(process.execPath, [join(shippedPath('dist'), 'bin.js'), ...command.split(' ')], {
    cwd: folder.path,
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function ended(child: ReturnType<typeof start>) {
  return new Promise<{ status: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (status, signal) => resolve({ status, signal }));
  });
}
