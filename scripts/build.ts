import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { shippedPath } from '../src/lib/package-files.ts';

// `npm run build`: bundles the program and its libraries into `dist`, because a short run spends most of its time on
// finding and reading small files. Code that only some commands need is in separate files.

const root = shippedPath('.');
rmSync(shippedPath('dist'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['src/bin.ts'],
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Only ES modules let esbuild leave out unused code.
  mainFields: ['module', 'main'],
  // CommonJS libraries load Node.js modules by `require`, which ES modules do not have.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // Names stay, and with `--debug` the source maps give files and lines.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(shippedPath('dist/LICENSES.txt'), licencesOf(metafile));

/** The licences of everything that is bundled, which must be distributed with it. */
function licencesOf({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap(
    (input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? [],
  );
  const packages = [...new Set(folders)].toSorted().map(readPackage);
  const texts = new Map(packages.filter(({ text }) => text).map(({ licence, text }) => [licence, text]));
  return packages
    .map(({ name, licence, text }) => {
      // Some packages leave out the text of a licence that others include.
      const found = text || texts.get(licence);
      if (!found) throw new Error(`${name} has no text of its licence (${licence})`);
      return `${'='.repeat(80)}\n${name} (${licence})\n\n${found}\n`;
    })
    .join('\n');
}

function readPackage(folder: string): { name: string; licence: string; text: string } {
  const file = join(root, folder, 'package.json');
  const { name, version, license } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const files = readdirSync(join(root, folder)).filter((each) => /^(licen[cs]e|notice)/i.test(each));
  const texts = files.map((each) => readFileSync(join(root, folder, each), 'utf8').trim());
  return { name: `${name} ${version}`, licence: license ?? '', text: texts.join('\n\n') };
}
