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
 * Packs the code for the environment variable AGENT. Other versions of Node.js may pack it to other text, so
 * compare what comes out of it.
 */
export function packAgent(code: string): string {
  return brotliCompressSync(code).toString('base64');
}
