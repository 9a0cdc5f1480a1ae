import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the entry of a Lambda function into the code in the template: one CommonJS file whose handler is
 * `index.handler`. The AWS SDK is not part of it, because the runtime `nodejs24.x` provides it.
 *
 * @param entry the module that exports `handler`, relative to the root of the project.
 * @returns minified JavaScript.
 */
export async function bundleLambda(entry: string): Promise<string> {
  const { outputFiles } = await build({
    // Setting the export by hand saves the helpers that esbuild adds to an ES module's exports.
    stdin: {
      contents: `import { handler } from './${entry}';\nexports.handler = handler;`,
      resolveDir: root,
    },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['@aws-sdk/*'],
    charset: 'ascii',
    logOverride: { 'commonjs-variable-in-esm': 'silent' },
    write: false,
  });
  return (outputFiles[0]?.text ?? '').trim();
}
