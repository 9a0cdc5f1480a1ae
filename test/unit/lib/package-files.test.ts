import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shippedPath } from '../../../src/lib/package-files.ts';

it('a shipped file is found from the source tree; test/cli finds it from the built program', () => {
  expect(JSON.parse(readFileSync(shippedPath('package.json'), 'utf8'))).toMatchObject({ name: 'ecs-efs' });
});
