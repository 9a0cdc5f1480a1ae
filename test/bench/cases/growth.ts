import { readFolder } from '../../../src/inputs/read-folder.ts';
import { planLoad } from '../../../src/plan/load/plan-load.ts';
import { wantedFrom } from '../../../src/plan/load/wanted.ts';
import { loadSettings } from '../../../src/settings/load.ts';
import { countCalls, totalOf } from '../../support/count-calls.ts';
import { startBenchAccount, type BenchAccount } from '../account.ts';
import type { Chapter, Figure } from '../figure.ts';
import { timedEcsEfs, usageOfEcsEfs } from '../program.ts';
import { createWorkload, taskDefinition } from '../workload.ts';

/** One folder, loaded into an account of its own, and then looked at again. */
interface Size {
  readonly count: number;
  readonly loadMegabytes: number;
  readonly loadSeconds: number;
  readonly unchangedCalls: Readonly<Record<string, number>>;
  readonly unchangedCpuSeconds: number;
  readonly unchangedMegabytes: number;
  /** Calls beyond those, by the number of files that were changed. */
  readonly additionalCalls: readonly number[];
}

const changedFiles = [1, 10, 20];

/** Memory, calls and time of folders up to a thousand task definitions with a service each. */
export async function benchGrowth({ quick }: { quick: boolean }): Promise<Chapter> {
  const sizes: Size[] = [];
  for (const count of quick ? [100, 200] : [100, 250, 500, 1000]) sizes.push(await measureSize(count));
  const [first, last] = [sizes[0] as Size, sizes.at(-1) as Size];
  const growth = ((last.loadMegabytes - first.loadMegabytes) * 1000) / (last.count - first.count);
  const perService =
    (totalOf(last.unchangedCalls) - totalOf(first.unchangedCalls)) / (last.count - first.count);
  return {
    title: 'Growth',
    method:
      'Folders of these numbers of task definitions, each loaded into a fresh moto: peak resident memory and processor time ' +
      'are what the process itself reports at its end (VmHWM of proc(5), and getrusage).',
    figures: [
      {
        name: `peak memory, ${first.count} new`,
        unit: 'MB',
        value: round(first.loadMegabytes),
        goal: { what: 'value', atMost: 120 },
        limit: 'A bare Node.js takes 40 MB, the SDK with its code 25 MB.',
      },
      {
        name: `memory for each one more, up to ${last.count}`,
        unit: 'kB',
        value: round(growth),
        goal: { what: 'value', atMost: 100 },
      },
      ...sizes.flatMap(figuresOf),
      {
        name: `${last.count} new: processor time of planning`,
        unit: 's',
        value: round(planningCpuSeconds(last.count)),
        goal: { what: 'value', atMost: 1 },
      },
      {
        name: 'calls for one more unchanged service',
        unit: 'calls',
        isExact: true,
        value: round(perService * 1000) / 1000,
        goal: { what: 'value', atMost: 0.12 },
        limit:
          'DescribeServices takes ten names. AWS adds a page of ListTaskDefinitions for every hundred revisions of the region, which moto gives in one.',
      },
    ],
  };
}

function figuresOf(size: Size): Figure[] {
  const { count } = size;
  return [
    { name: `${count} new: whole run`, unit: 's', value: round(size.loadSeconds) },
    {
      name: `${count} unchanged: processor time of the whole run`,
      unit: 's',
      value: round(size.unchangedCpuSeconds),
    },
    { name: `${count} unchanged: peak memory`, unit: 'MB', value: round(size.unchangedMegabytes) },
    {
      name: `${count} unchanged: calls`,
      unit: 'calls',
      isExact: true,
      value: totalOf(size.unchangedCalls),
      calls: size.unchangedCalls,
      goal: { what: 'value', atMost: Math.ceil(count / 10) + Math.ceil(count / 50) + 4 },
    },
    ...changedFiles.map((changed, index): Figure => ({
      name: `${changed} changed of ${count}: additional calls`,
      unit: 'calls',
      isExact: true,
      value: size.additionalCalls[index] ?? NaN,
      goal: { what: 'value', atMost: 5 * changed },
    })),
  ];
}

async function measureSize(count: number): Promise<Size> {
  const account = await startBenchAccount();
  const folder = createWorkload('growth', count);
  const options = { cwd: folder.path, env: account.env };
  try {
    const empty = createWorkload('growth', 0);
    await timedEcsEfs(['up'], { ...options, cwd: empty.path });
    empty.remove();
    const begin = performance.now();
    const load = await usageOfEcsEfs(['load'], options);
    const loadSeconds = (performance.now() - begin) / 1000;
    const unchanged = await usageOfEcsEfs(['up'], options);
    const unchangedCalls = await countOf(account, folder.path);
    const additionalCalls: number[] = [];
    for (const changed of changedFiles) {
      for (let index = 0; index < changed; index += 1)
        folder.write({ [`app-${index}.taskdef`]: taskDefinition(index, `changed-${changed}`) });
      const after = await countOf(account, folder.path);
      additionalCalls.push(totalOf(after) - totalOf(unchangedCalls));
    }
    return {
      count,
      loadMegabytes: load.megabytes,
      loadSeconds,
      unchangedCalls,
      unchangedCpuSeconds: unchanged.cpuSeconds,
      unchangedMegabytes: unchanged.megabytes,
      additionalCalls,
    };
  } finally {
    folder.remove();
    await account.stop();
  }
}

async function countOf(account: BenchAccount, cwd: string): Promise<Record<string, number>> {
  account.proxy.clear();
  await timedEcsEfs(['up'], { cwd, env: account.observed });
  return countCalls(account.proxy.actions);
}

/** What it takes to compare the files, read already, with an AWS that holds none of them. */
function planningCpuSeconds(count: number): number {
  const folder = createWorkload('growth', count);
  try {
    const source = { directory: folder.path, flags: {}, words: [], environment: {}, user: 'bench' };
    const inputs = readFolder(loadSettings(source), { lenient: false });
    const nothing = { services: new Map(), orphans: [], taskDefinitions: new Map(), lookedUp: new Map() };
    const before = process.cpuUsage();
    const wanted = wantedFrom(inputs, { prefix: 'growth', cluster: 'c' }, (name) => `growth-${name}`);
    const plan = planLoad(wanted, { ...nothing, hasInstances: true }, { alwaysMake: false });
    const { user, system } = process.cpuUsage(before);
    if (plan.steps.length !== 2 * count) throw new Error(`${plan.steps.length} steps`);
    return (user + system) / 1e6;
  } finally {
    folder.remove();
  }
}

function round(number: number): number {
  return Math.round(number * 1000) / 1000;
}
