import { createFolder } from '../../support/cli.ts';
import { fastClock } from '../../support/fake-clock.ts';
import { awsQuotas } from '../../support/fault-proxy/quotas.ts';
import { startBenchAccount } from '../account.ts';
import type { Chapter } from '../figure.ts';
import { createWorkload } from '../workload.ts';

const files = 100;

/** The same load where AWS's rates hold, on a clock that goes faster for both sides. */
export async function benchQuotas({ quick }: { quick: boolean }): Promise<Chapter> {
  // A slower clock disturbs less: what the machine itself needs is multiplied too.
  const speed = quick ? 8 : 2.5;
  const account = await startBenchAccount();
  const before = { ...process.env };
  const empty = createFolder({ 'local.mk': 'PREFIX=quota\n' });
  const folder = createWorkload('quota', files);
  try {
    const environment = { AWS_ENDPOINT_URL: account.proxy.url, QUOTAS: 'aws' };
    // The program runs in this process, and its SDK reads this process's environment.
    Object.assign(process.env, account.observed);
    await orThrow(empty.run('up', { environment }));
    const clock = fastClock(speed);
    const quotas = awsQuotas({ clock });
    account.proxy.use(quotas.fault);
    const started = clock.now();
    const run = await orThrow(folder.run('load', { environment, clock }));
    const seconds = (clock.now() - started) / 1000;
    const [, estimate = NaN] = /this takes (\d+) s or more/.exec(run.stderr) ?? [];
    const least = quotas.leastSeconds('RegisterTaskDefinition', files);
    return {
      title: "AWS's own rates",
      method:
        `${files} new task definitions with services through a proxy that throttles as ECS documents it ` +
        `(20 registrations at once, then one a second), on a clock that is ${speed} times faster.`,
      figures: [
        { name: 'estimate that the run prints first', unit: 's', value: Number(estimate) },
        {
          name: 'the run, against the least that the rates allow',
          unit: 'times',
          value: Math.round((seconds / least) * 1000) / 1000,
          limit: 'One registration a second; a run cannot be faster than AWS.',
        },
        {
          name: 'calls that were throttled',
          unit: 'calls',
          value: quotas.throttled.length,
          goal: { what: 'value', atMost: 0 },
        },
      ],
    };
  } finally {
    process.env = before;
    empty.remove();
    folder.remove();
    await account.stop();
  }
}

async function orThrow<Run extends { status: number; stderr: string }>(running: Promise<Run>): Promise<Run> {
  const run = await running;
  if (run.status !== 0) throw new Error(`ended with ${run.status}: ${run.stderr}`);
  return run;
}
