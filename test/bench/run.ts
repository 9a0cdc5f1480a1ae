// `npm run bench`: measures the program beside its peers. Without a name all chapters; `--quick` takes less than two
// minutes, `--json` prints the figures as JSON, `--write` renews the page with the results. It ends with 1 if there
// are more calls, or more code is read, than there may be; never because of a time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { shippedPath } from '../../src/lib/package-files.ts';
import { ensureVenv } from '../support/venv.ts';
import { benchDns } from './cases/dns.ts';
import { benchGrowth } from './cases/growth.ts';
import { benchLoad } from './cases/load.ts';
import { benchProxy } from './cases/proxy.ts';
import { benchQuotas } from './cases/quotas.ts';
import { benchStartUp } from './cases/start-up.ts';
import type { Chapter, MeasuredChapter } from './figure.ts';
import { machine } from './machine.ts';
import { chapterLines, failures, page } from './report.ts';
import { forgetNoise, noise, probe, tooNoisy } from './turns.ts';

const cases: Readonly<Record<string, (options: { quick: boolean }) => Promise<Chapter>>> = {
  'start-up': benchStartUp,
  load: benchLoad,
  growth: benchGrowth,
  quotas: benchQuotas,
  dns: benchDns,
  proxy: benchProxy,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, write: { type: 'boolean' } },
  allowPositionals: true,
});
const { quick = false, json = false, write = false } = values;
if (write && quick) throw new Error('the page is not for quick results');
const unknown = positionals.filter((name) => !cases[name]);
if (unknown.length > 0)
  throw new Error(`there is no chapter ${unknown.join(', ')}, only ${Object.keys(cases).join(', ')}`);

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const say = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
ensureVenv(say);

const begin = performance.now();
const chapters: MeasuredChapter[] = [];
// Until the probe itself is compiled.
for (let times = 0; times < 5; times += 1) probe();
for (const [name, bench] of Object.entries(cases)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  forgetNoise();
  for (let times = 0; times < 5; times += 1) probe();
  const chapter = await bench({ quick });
  for (let times = 0; times < 5; times += 1) probe();
  const measured = { ...chapter, conditions: `${machine()}. ${noiseText(noise())}` };
  chapters.push(measured);
  for (const line of chapterLines(measured)) say(line);
}
say(`${Math.round((performance.now() - begin) / 1000)} s in all`);
if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), chapters }, undefined, 2)}\n`);
if (write) await writePage(chapters);

const failed = failures(chapters);
for (const line of failed) process.stderr.write(`missed: ${line}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function noiseText(factor: number): string {
  const times = `the slowest tenth of a fixed piece of work took ${factor.toFixed(2)} times the median`;
  return factor > tooNoisy
    ? `The machine was too noisy for the times to tell much: ${times}.`
    : `The machine was quiet: ${times}.`;
}

async function writePage(measured: readonly MeasuredChapter[]): Promise<void> {
  const file = shippedPath('test/bench/README.md');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, await format(page(before, measured), { parser: 'markdown' }));
}
