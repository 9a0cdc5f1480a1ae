import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    // `.ci/run` reads the counts from the file.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]],
    pool: 'forks',
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      // A port that nothing listens on, until a suite starts its own AWS: no call can leave this machine.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    },
  },
});
