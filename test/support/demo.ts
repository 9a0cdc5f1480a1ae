import { deepStrictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeServicesCommand,
  ECSClient,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import { shippedPath } from '../../src/lib/package-files.ts';
import { startMoto } from './moto/moto.ts';
import { ensureVenv } from './venv.ts';

// `npm run demo`: the main job on an AWS of its own, as a terminal would show it. What each step left is read
// back through the API, and the demo fails where that is not what the step said.

const region = 'us-east-1';
const cluster = 'demo-cluster';

ensureVenv((line) => process.stdout.write(`${line}\n`));
const moto = await startMoto();
const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-demo-'));
const environment = {
  PATH: process.env['PATH'],
  HOME: folder,
  AWS_ENDPOINT_URL: moto.url,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: region,
  AWS_CONFIG_FILE: join(folder, 'no-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
};
const client = {
  region,
  endpoint: moto.url,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const ecs = new ECSClient(client);

try {
  cpSync(shippedPath('examples/webserver'), folder, { recursive: true });
  writeFileSync(join(folder, 'local.mk'), 'PREFIX=demo\n');
  show(`$ ls\n${readdirSync(folder).sort().join('  ')}\n`);

  await step('up', 0);
  deepStrictEqual(await stackStatus(), ['CREATE_COMPLETE']);
  show(`$ cat ecs-cluster.params\n${readFileSync(join(folder, 'ecs-cluster.params'), 'utf8')}`);

  await step('up', 0);
  deepStrictEqual(await webServer(), { revision: 'demo-webserver:1', running: 2, desired: 2 });

  const nothing = await step('up', 0);
  deepStrictEqual(nothing, "ecs-efs: Nothing to be done for 'demo'.\n");

  const file = join(folder, 'webserver.taskdef');
  const before = readFileSync(file, 'utf8');
  const after = before.replace(/("image"\s*:\s*"[^":]+):[^"]*"/g, '$1:1.29-alpine"');
  deepStrictEqual(before === after, false);
  writeFileSync(file, after);
  show(`$ edit webserver.taskdef    # ${/"image"[^,]*/.exec(after)?.[0]}\n`);
  await step('up', 0);
  deepStrictEqual(await webServer(), { revision: 'demo-webserver:2', running: 2, desired: 2 });
  deepStrictEqual((await activeRevisions()).filter((arn) => arn.includes('/demo-webserver:')).length, 2);

  await step('destroy', 2);
  deepStrictEqual(await stackStatus(), ['CREATE_COMPLETE']);

  await step('destroy --confirm', 0);
  deepStrictEqual(await stackStatus(), []);
  deepStrictEqual(await activeRevisions(), []);
  deepStrictEqual(await fileSystems(), []);
  deepStrictEqual(await clusterServices(), []);
  show('The demo is over; the state of AWS was as it should be after each step.');
} finally {
  rmSync(folder, { recursive: true, force: true });
  await moto.stop();
}

/** Runs a command of the demo, and fails if it does not end as it should. Resolves to its stdout. */
async function step(command: string, expected: number): Promise<string> {
  show(`$ ecs-efs ${command}`);
  const child = spawn(process.execPath, [shippedPath('dist/bin.js'), ...command.split(' ')], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    process.stdout.write(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => process.stdout.write(chunk));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (expected !== 0) show(`(exit status ${String(status)})`);
  show('');
  deepStrictEqual(status, expected, `ecs-efs ${command} ended with ${String(status)}`);
  return out;
}

function show(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function stackStatus(): Promise<(string | undefined)[]> {
  const { Stacks = [] } = await new CloudFormationClient(client).send(new DescribeStacksCommand({}));
  return Stacks.map(({ StackStatus }) => StackStatus);
}

async function webServer(): Promise<object> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: ['webserver'] }));
  const [service] = services;
  return {
    revision: service?.taskDefinition?.split('/').at(-1),
    running: service?.runningCount,
    desired: service?.desiredCount,
  };
}

async function clusterServices(): Promise<string[]> {
  try {
    return (await ecs.send(new ListServicesCommand({ cluster }))).serviceArns ?? [];
  } catch (error) {
    if (error instanceof Error && error.name === 'ClusterNotFoundException') return [];
    throw error;
  }
}

async function activeRevisions(): Promise<string[]> {
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
  return taskDefinitionArns;
}

async function fileSystems(): Promise<unknown[]> {
  return (await new EFSClient(client).send(new DescribeFileSystemsCommand({}))).FileSystems ?? [];
}
