// `npm run bench`: measures the program beside its peers. Without a name all chapters; `--quick` takes less than two
// minutes, `--json` prints the figures as JSON, `--write` renews the page with the results. It ends with 1 if there
// are more calls, or more code is read, than there may be; never because of a time.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { shippedPath } from '../../src/assets.ts';
import { ensureVenv } from '../support/venv.ts';
import { benchDns } from './cases/dns.ts';
import { benchGrowth } from './cases/growth.ts';
import { benchLoad } from './cases/load.ts';
import { benchProxy } from './cases/proxy.ts';
import { benchQuotas } from './cases/quotas.ts';
import { benchStartUp } from './cases/start-up.ts';
import type { Chapter } from './figure.ts';
import { machine } from './machine.ts';
import { chapterLines, chapterMarkdown, failures } from './report.ts';
import { noise, probe, tooNoisy } from './turns.ts';

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
const unknown = positionals.filter((name) => !cases[name]);
if (unknown.length > 0)
  throw new Error(`there is no chapter ${unknown.join(', ')}, only ${Object.keys(cases).join(', ')}`);

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const say = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
ensureVenv(say);

const begin = performance.now();
const chapters: Chapter[] = [];
for (const [name, bench] of Object.entries(cases)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (let times = 0; times < 5; times += 1) probe();
  const chapter = await bench({ quick });
  chapters.push(chapter);
  for (const line of chapterLines(chapter)) say(line);
}
const isNoisy = noise() > tooNoisy;
const noiseText = `${isNoisy ? 'The machine was too noisy for the times to tell much' : 'The machine was quiet'}: the slowest tenth of a fixed piece of work took ${noise().toFixed(2)} times the median.`;
say(`${machine()}. ${noiseText} ${Math.round((performance.now() - begin) / 1000)} s in all.`);
if (json)
  process.stdout.write(`${JSON.stringify({ machine: machine(), noise: noise(), chapters }, undefined, 2)}\n`);
if (write) await writePage(chapters, noiseText);

const failed = failures(chapters);
for (const line of failed) process.stderr.write(`missed: ${line}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function writePage(measured: readonly Chapter[], noisy: string): Promise<void> {
  const head = [
    '# Speed and size, measured\n',
    'This page is what `npm run bench -- --write` measured; `npm run bench -- --quick` takes less than two minutes.',
    'Contenders run in turn (A B A B…). A figure is the median, with the range of the middle half of the runs; a ratio',
    'is that of the pairs that ran next to each other. A goal that lies within that range is "too noisy to tell".\n',
    `${machine()}. ${noisy}\n`,
  ].join('\n');
  const page = [head, ...measured.map(chapterMarkdown)].join('\n');
  writeFileSync(
    shippedPath('test/bench/README.md'),
    await format(page, { parser: 'markdown', printWidth: 120, proseWrap: 'always' }),
  );
}
