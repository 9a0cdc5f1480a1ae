import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { shippedPath } from '../../src/assets.ts';

// `npm run build`: bundles the program into `dist`, its libraries with it. To find and read hundreds of small files
// took longer than all else that a short run does. What a command does not need stays in files of its own.

const root = shippedPath('.');
rmSync(shippedPath('dist'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['src/bin.ts', 'src/node/proxy-agent.ts'],
  absWorkingDir: root,
  outdir: 'dist',
  outbase: 'src',
  // Beside each other, because `src/assets.ts` finds the package from where it stands.
  chunkNames: '[name]-[hash]',
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
  return [...new Set(folders)].toSorted().map(licenceOf).join('\n');
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  ) as Record<'name' | 'version' | 'license', string>;
  const texts = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const text = texts.map((file) => readFileSync(join(root, folder, file), 'utf8').trim()).join('\n\n');
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
