import type { JsonObject } from '../../../src/lib/json.ts';
import type { Folder } from '../../support/cli.ts';
import { codeBudgets } from '../../support/code-budgets.ts';
import { countCalls } from '../../support/count-calls.ts';
import { loadedCode } from '../../support/loaded-code.ts';
import { startBenchAccount, type BenchAccount } from '../account.ts';
import { timeAwsCli, timeCalls, type PlainCall } from '../baselines.ts';
import type { Chapter, Figure } from '../figure.ts';
import { timedEcsEfs } from '../program.ts';
import { ratioOf, sampleOf, type Sample } from '../sample.ts';
import { takeTurns } from '../turns.ts';
import { createWorkload, taskDefinition } from '../workload.ts';

const files = 100;
/** As many as `ecs-efs` has under way by default. */
const atOnce = 10;

/** The main job: a hundred new task definitions with their services, none of them changed, one of them changed. */
export async function benchLoad({ quick }: { quick: boolean }): Promise<Chapter> {
  return {
    title: `Loading ${files} task definitions with a service each`,
    method:
      'A fresh moto as AWS. `ecs-efs` is the whole run of the program, its start included. A minimal client sends ' +
      `the same calls through the same SDK, ${atOnce} at once, and only its calls are timed. ` +
      'The AWS CLI registers and creates one after the other, as make did.',
    figures: [...(await benchNew(quick)), ...(await benchUnchanged(quick))],
  };
}

async function benchNew(quick: boolean): Promise<Figure[]> {
  const account = await startBenchAccount();
  const folders: Folder[] = [];
  let number = 0;
  const nextPrefix = () => `load-${(number += 1)}`;
  const ours = async () => {
    const folder = await newCluster(account, nextPrefix(), folders);
    return timedEcsEfs(['load'], { cwd: folder.path, env: account.env });
  };
  const client = async () => {
    const prefix = nextPrefix();
    await newCluster(account, prefix, folders);
    const { registrations, creations } = plainCalls(prefix, files);
    return timeCalls({ phases: [registrations, creations], atOnce }, account.env);
  };
  const ofCli = quick ? 5 : files;
  const cli = async () => {
    const prefix = nextPrefix();
    await newCluster(account, prefix, folders);
    const { registrations, creations } = plainCalls(prefix, ofCli);
    return (await timeAwsCli([...registrations, ...creations], account.env)) * (files / ofCli);
  };
  try {
    const beside = await takeTurns({ ours, client }, quick ? 4 : 12);
    // One run of it takes minutes, so that it has runs of its own.
    const apart = { cli: sampleOf(await repeat(quick ? 1 : 3, cli)) };
    const folder = await newCluster(account, nextPrefix(), folders);
    account.proxy.clear();
    await timedEcsEfs(['load'], { cwd: folder.path, env: account.observed });
    const scaled = quick ? `, ${ofCli} files and ${files / ofCli} times that` : '';
    return [
      {
        name: `${files} new, against the AWS CLI`,
        unit: 'ms',
        value: beside.ours,
        peer: { name: `AWS CLI, one call after the other${scaled}`, value: apart.cli },
        ratio: sampleOf(apart.cli.runs.map((run) => run / beside.ours.median)),
        goal: { what: 'ratio', atLeast: 50 },
        limit: 'The CLI starts Python for every call.',
      },
      {
        name: `${files} new, against the bare calls`,
        unit: 'ms',
        value: beside.ours,
        peer: { name: `minimal client, ${files * 2} calls`, value: beside.client },
        ratio: ratioOf(beside.ours, beside.client),
        goal: { what: 'ratio', atMost: 1.6 },
        limit:
          'moto answers one call at a time; the rest is the start of the program and the wait for the services.',
      },
      {
        name: `calls for ${files} new`,
        unit: 'calls',
        isExact: true,
        value: account.proxy.calls.length,
        calls: countCalls(account.proxy.actions),
        goal: { what: 'value', atMost: files * 2 + 25 },
      },
    ];
  } finally {
    for (const folder of folders) folder.remove();
    await account.stop();
  }
}

async function benchUnchanged(quick: boolean): Promise<Figure[]> {
  const account = await startBenchAccount();
  const folder = createWorkload('load', files);
  const run = (env: NodeJS.ProcessEnv) => timedEcsEfs(['up'], { cwd: folder.path, env });
  try {
    await timedEcsEfs(['up', '--load'], { cwd: folder.path, env: account.env });
    account.proxy.clear();
    await run(account.observed);
    const unchanged = [...account.proxy.calls];
    const calls = unchanged.map(({ service, action, input }) => plainCall(service, action, input));
    const times = await takeTurns(
      {
        ours: () => run(account.env),
        client: () => timeCalls({ phases: [calls], atOnce }, account.env),
        start: () => timedEcsEfs(['--version'], { cwd: folder.path }),
        check: () => timedEcsEfs(['check'], { cwd: folder.path }),
      },
      quick ? 6 : 25,
    );
    // The goal: 1.6 times the bare calls, and the start of the program beside them.
    const bound = (start: Sample) =>
      sampleOf(times.client.runs.map((ms, index) => 1.6 * ms + (start.runs[index] as number)));
    const bare = `the bare calls take ${times.client.median.toFixed(0)} ms`;
    folder.write({ 'app-50.taskdef': taskDefinition(50, 'changed') });
    account.proxy.clear();
    await run(account.observed);
    const changed = [...account.proxy.actions];
    const additional = changed.length - unchanged.length;
    return [
      {
        name: `${files} unchanged`,
        unit: 'ms',
        value: times.ours,
        peer: { name: '1.6 times the bare calls, and `check` of the same folder', value: bound(times.check) },
        ratio: ratioOf(times.ours, bound(times.check)),
        goal: { what: 'ratio', atMost: 1 },
        limit: `${bare}, \`check\`, which reads the same files, ${times.check.median.toFixed(0)} ms; the rest is to load the SDK and to compare.`,
      },
      {
        name: `${files} unchanged, against the start alone`,
        unit: 'ms',
        value: times.ours,
        peer: { name: '1.6 times the bare calls, and `--version`', value: bound(times.start) },
        ratio: ratioOf(times.ours, bound(times.start)),
        limit: `${bare}, \`--version\` ${times.start.median.toFixed(0)} ms: files that are to be compared must be read.`,
      },
      {
        name: 'code that `up` reads',
        unit: 'bytes',
        isExact: true,
        value: loadedCode(['up'], { cwd: folder.path, env: account.env }).bytes,
        goal: { what: 'value', atMost: (codeBudgets['up'] ?? 0) * 1000 },
      },
      {
        name: `calls for ${files} unchanged`,
        unit: 'calls',
        isExact: true,
        value: unchanged.length,
        calls: countCalls(unchanged.map(({ action }) => action)),
        goal: { what: 'value', atMost: 15 },
        limit:
          'DescribeServices takes ten names. AWS gives the revisions of the region in pages of a hundred, moto in one.',
      },
      {
        name: 'changing calls among them',
        unit: 'calls',
        isExact: true,
        value: unchanged.filter(({ action }) => !/^(Describe|List|Get)/.test(action)).length,
        goal: { what: 'value', atMost: 0 },
      },
      {
        name: `additional calls for one changed of ${files}`,
        unit: 'calls',
        isExact: true,
        value: additional,
        calls: countCalls(changed),
        goal: { what: 'value', atMost: 5 },
        limit: 'A cluster with instances is asked for its room, which is up to five calls more.',
      },
    ];
  } finally {
    folder.remove();
    await account.stop();
  }
}

/** Makes a cluster without services, and a folder that is to be loaded into it. */
async function newCluster(account: BenchAccount, prefix: string, folders: Folder[]): Promise<Folder> {
  const empty = createWorkload(prefix, 0);
  const folder = createWorkload(prefix, files);
  folders.push(empty, folder);
  await timedEcsEfs(['up'], { cwd: empty.path, env: account.env });
  return folder;
}

/** What make sent for each file. */
function plainCalls(prefix: string, count: number): { registrations: PlainCall[]; creations: PlainCall[] } {
  const indices = Array.from({ length: count }, (_, index) => index);
  return {
    registrations: indices.map((index) =>
      plainCall('ecs', 'RegisterTaskDefinition', {
        family: `${prefix}-app-${index}`,
        ...taskDefinition(index),
      }),
    ),
    creations: indices.map((index) =>
      plainCall('ecs', 'CreateService', {
        cluster: `${prefix}-cluster`,
        serviceName: `app-${index}`,
        taskDefinition: `${prefix}-app-${index}`,
        desiredCount: 1,
      }),
    ),
  };
}

/** A call that the proxy has noted; of a form the fields that say which call it is are left out. */
function plainCall(service: string, action: string, input: JsonObject): PlainCall {
  if (service !== 'ecs' && service !== 'cloudformation') throw new Error(`${service} is not expected here`);
  const { Action: _action, Version: _version, ...rest } = input;
  return { service, action, input: rest };
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  while (results.length < times) results.push(await measure());
  return results;
}
