import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { shippedPath } from '../src/lib/package-files.ts';

// `npm run build`: bundles the program into `dist`, its libraries with it. To find and read hundreds of small files
// took longer than all else that a short run does. What a command does not need stays in files of its own.

const root = shippedPath('.');
rmSync(shippedPath('dist'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['src/bin.ts', 'src/cluster/proxy-agent/main.ts'],
  absWorkingDir: root,
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // The SDK's ES modules leave out what is not used; those for `require` cannot.
  mainFields: ['module', 'main'],
  // Libraries that are CommonJS ask for the modules of Node.js by `require`, which an ES module has not.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // Less to read and compile. Names stay, and with `--debug` the source maps bring back files and lines.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(shippedPath('dist/LICENSES.txt'), licencesOf(metafile));

/** The licences of everything that was bundled, which all of them ask to be passed on. */
function licencesOf({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap(
    (input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? [],
  );
  const packages = [...new Set(folders)].toSorted().map(readPackage);
  const texts = new Map(packages.filter(({ text }) => text).map(({ licence, text }) => [licence, text]));
  return packages
    .map(({ name, licence, text }) => {
      // Some leave the text out, of one that others have.
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
