import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const environment = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  // A port that nothing listens on, until a suite starts its own AWS: no call can leave this machine.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  // Python keeps what it has compiled, whatever the caller's shell says: `.venv` is installed uncompiled.
  PYTHONDONTWRITEBYTECODE: '',
};

/** The tests of one folder; `needs` is run once before them and installs what they need besides Node.js. */
const project = (name: string, needs?: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    ...(needs !== undefined && { globalSetup: needs }),
    // A unit test leaves nothing behind in its process, so that the next file finds its modules loaded.
    isolate: needs !== undefined,
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: environment,
  },
});

const python = 'test/support/global-setup.ts';

export default defineConfig({
  test: {
    // `.ci/run` reads the counts from the file.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]],
    pool: 'forks',
    // Most suites wait for servers and processes of their own most of the time.
    maxWorkers: 2 * availableParallelism(),
    projects: [project('unit'), project('aws', python), project('cli', python), project('cluster', python)],
  },
});
