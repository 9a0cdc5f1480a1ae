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

interface Run {
  readonly maxWorkers: number;
  /** Projects of a lower number run before. */
  readonly groupOrder: number;
  /** Runs once before all tests, and installs what they need besides Node.js. */
  readonly globalSetup?: string;
}

/** The tests of one folder. */
const project = (name: string, { groupOrder, ...run }: Run) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    ...run,
    // A unit test leaves nothing behind in its process, so that the next file finds its modules loaded.
    isolate: name !== 'unit',
    // A long file that starts last makes all wait for it, and the order matters only within one process.
    sequence: { groupOrder, shuffle: { tests: true, files: name === 'unit' } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: environment,
  },
});

const cores = availableParallelism();
const globalSetup = 'test/support/global-setup.ts';
const unit = { maxWorkers: cores, groupOrder: 0 };
// A test waits for its servers some of the time.
const aws = { globalSetup, maxWorkers: cores + 1, groupOrder: 1 };
// These measure how fast containers start, answer and end.
const cluster = { globalSetup, maxWorkers: cores, groupOrder: 2 };

export default defineConfig({
  test: {
    // `.ci/run` reads the counts from the file.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]],
    pool: 'forks',
    projects: [project('unit', unit), project('aws', aws), project('cli', aws), project('cluster', cluster)],
  },
});
