import {
  verdictOf,
  type Chapter,
  type MeasuredChapter,
  type Figure,
  type Goal,
  type Unit,
} from './figure.ts';
import type { Sample } from './sample.ts';

/** The figures of a chapter as lines for a terminal. */
export function chapterLines({ title, figures, conditions }: MeasuredChapter): string[] {
  const rows = figures.map(cells);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [title, ...rows.map((row) => `  ${line(row)}`), `  ${conditions}`, ''];
}

/** The same as a table in Markdown, with what limits each figure below it. */
function chapterMarkdown({ title, method, figures, conditions }: MeasuredChapter): string {
  const rows = figures.map((figure) => `| ${cells(figure).join(' | ')} |`);
  const limits = figures.flatMap(({ name, limit }) => (limit ? [`- ${name}: ${limit}`] : []));
  const calls = figures.flatMap(({ name, calls: counts }) =>
    counts ? [`- ${name}: ${actionList(counts)}`] : [],
  );
  const list = (heading: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${heading}\n`, `${lines.join('\n')}\n`] : [];
  return [
    `## ${title}\n`,
    `${method} ${conditions}\n`,
    ['| figure | measured | against | goal |', '| --- | --- | --- | --- |', ...rows].join('\n') + '\n',
    ...list('What limits them:', limits),
    ...list('Calls by action:', calls),
  ].join('\n');
}

function cells(figure: Figure): [name: string, value: string, peer: string, goal: string] {
  const { name, unit, value, peer, ratio, goal } = figure;
  const against = peer ? `${shown(peer.value, unit)} (${peer.name})` : '';
  const times = ratio ? `${against && `${against}: `}${shown(ratio, 'times')}` : against;
  const verdict = verdictOf(figure);
  return [name, shown(value, unit), times, goal ? `${goalText(goal, unit)}: ${verdict}` : ''];
}

function goalText({ what, atMost, atLeast }: Goal, unit: Unit): string {
  const number = atMost ?? atLeast ?? NaN;
  const amount = what === 'ratio' ? `${number} times` : withUnit(number, unit);
  return `${atMost === undefined ? 'at least' : 'at most'} ${amount}`;
}

function shown(value: Sample | number, unit: Unit): string {
  if (typeof value === 'number') return withUnit(value, unit);
  const { median, low, high, runs } = value;
  if (runs.length === 1) return withUnit(median, unit);
  return `${withUnit(median, unit)} (${digits(low)} to ${digits(high)})`;
}

function withUnit(number: number, unit: Unit): string {
  if (unit === 'bytes') return `${digits(number / 1000)} kB`;
  return unit === 'percent' ? `${digits(number)} %` : `${digits(number)} ${unit}`;
}

/** Three digits say all that is certain; of a count every one. */
function digits(number: number): string {
  return Number.isInteger(number) || Math.abs(number) >= 100
    ? String(Math.round(number))
    : String(Number(number.toPrecision(3)));
}

function actionList(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([action, count]) => `${action} ${count}`)
    .join(', ');
}

/** The page with the results. Chapters that were not measured now stay as they are in the page before. */
export function page(before: string, measured: readonly MeasuredChapter[]): string {
  const sections = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((section) => [section.split('\n', 1)[0], section]),
  );
  for (const chapter of measured) sections.set(`## ${chapter.title}`, chapterMarkdown(chapter));
  return [introduction, ...sections.values()].join('\n');
}

const introduction = `# Speed and size, measured

This page is what \`npm run bench -- --write\` measured; \`npm run bench -- --quick\` takes less than two minutes, and
the name of a chapter (\`start-up\`, \`load\`, \`growth\`, \`quotas\`, \`dns\`, \`proxy\`) measures that one. Contenders run
in turn (A B A B…). A figure is the median, with the range of the middle half of the runs; a ratio is that of the pairs
that ran next to each other. A goal that lies within that range is "too noisy to tell". CI fails on calls and on code
that is read, never on a time.
`;

/** What fails a run: figures that depend on the code alone, so never a time. */
export function failures(chapters: readonly Chapter[]): string[] {
  return chapters.flatMap(({ title, figures }) =>
    figures
      .filter((figure) => figure.isExact && verdictOf(figure) === 'missed')
      .map((figure) => `${title}: ${cells(figure).filter(Boolean).join(', ')}`),
  );
}
