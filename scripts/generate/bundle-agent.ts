import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** The proxy agent as one minified CommonJS file. */
export function bundleAgent(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('../../src/cluster/proxy-agent/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    charset: 'ascii',
    write: false,
  });
  return (outputFiles[0]?.text ?? '').trim();
}

/**
 * Packs the code for the environment variable AGENT. The packed text depends on the version of Node.js, so that tests
 * compare the unpacked text.
 */
export function packAgent(code: string): string {
  return brotliCompressSync(code).toString('base64');
}
