import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { shippedPath } from '../src/lib/package-files.ts';

// Part of `npm run lint`: fails on a cycle of imports, of types too, between files of `src`, or between folders that
// lie beside each other. With `--arrows` it lists which folder of `src` imports which.

const root = shippedPath('src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap((from) => importsOf(from).map((to) => ({ from, to })));
type Import = (typeof imports)[number];

const folders = new Set(files.flatMap((file) => foldersAbove(file)));
const foldersIn = (parent: string) => arrowsBetween((file) => folderIn(parent, file));
const cycles = [arrowsBetween((file) => file), ...[...folders].map(foldersIn)].flatMap(cyclesIn);
for (const cycle of cycles) {
  const lines = cycle.map(({ example }) => `  ${example.from} imports ${example.to}`);
  process.stderr.write(`a cycle of imports:\n${lines.join('\n')}\n`);
}
if (process.argv.includes('--arrows')) {
  for (const [from, arrows] of foldersIn('.'))
    process.stdout.write(`${from} → ${[...arrows.keys()].toSorted().join(', ')}\n`);
}
process.exitCode = cycles.length === 0 ? 0 : 1;

/** The files of `src` that a file imports, statically or on demand. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const names = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return names.filter((name) => name.startsWith('.')).map((name) => join(dirname(file), name));
}

function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(folder)];
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly example: Import;
}

/** By where they start and where they end. */
type Arrows = Map<string, Map<string, Arrow>>;

/** The folder directly in `parent` that a file is in or below. */
function folderIn(parent: string, file: string): string | undefined {
  const [first = '', ...rest] = relative(parent, file).split('/');
  return first === '..' || rest.length === 0 ? undefined : join(parent, first);
}

/** Which groups of files import each other. @param groupOf undefined for a file that is in none */
function arrowsBetween(groupOf: (file: string) => string | undefined): Arrows {
  const arrows: Arrows = new Map();
  for (const example of imports) {
    const from = groupOf(example.from);
    const to = groupOf(example.to);
    if (from === undefined || to === undefined || from === to) continue;
    const known = arrows.get(from) ?? new Map<string, Arrow>();
    arrows.set(from, known.set(to, known.get(to) ?? { from, to, example }));
  }
  return arrows;
}

/** The first cycle that is found through each group, as long as it has none in common with one before. */
function cyclesIn(arrows: Arrows): Arrow[][] {
  const done = new Set<string>();
  const found: Arrow[][] = [];
  const visit = (group: string, path: readonly Arrow[]): void => {
    const start = path.findIndex(({ from }) => from === group);
    if (start !== -1) found.push(path.slice(start));
    if (start !== -1 || done.has(group)) return;
    for (const arrow of arrows.get(group)?.values() ?? []) visit(arrow.to, [...path, arrow]);
    done.add(group);
  };
  for (const group of arrows.keys()) visit(group, []);
  return found;
}
