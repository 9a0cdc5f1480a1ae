import { describe, expect, it } from 'vitest';
import { registerOnce } from '../../../../src/aws/adapters/ecs-task-definitions.ts';
import type { TaskDefinitionContent } from '../../../../src/domain/content.ts';
import type { AwsError } from '../../../../src/errors.ts';
import { awsError } from '../../../support/aws-error.ts';
import { fakeAws } from '../../../support/fake-aws.ts';

const content: TaskDefinitionContent = {
  family: 'acme-web',
  containerDefinitions: [{ name: 'web', image: 'nginx:1.29' }],
  tags: [{ key: 'team', value: 'a' }],
};
const tags = { 'ecs-efs:prefix': 'acme' };
const lost = awsError({
  kind: 'unreachable',
  code: 'ECONNRESET',
  cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
});
const refused = awsError({ kind: 'denied', code: 'AccessDenied' });

/** Registers in an AWS that does or does not take the call before it fails with each of these errors. */
async function register(
  faults: readonly { readonly error: AwsError; readonly taken: boolean }[],
  before: readonly TaskDefinitionContent[] = [],
) {
  const { taskDefinitions, calls } = fakeAws();
  for (const each of before) await taskDefinitions.register(each, tags);
  calls.length = 0;
  const left = [...faults];
  const result = registerOnce({
    content,
    tags,
    sleep: () => Promise.resolve(),
    newest: () => taskDefinitions.describe('acme-web'),
    async register() {
      const fault = left.shift();
      if (!fault || fault.taken) await taskDefinitions.register(content, tags);
      if (fault) throw fault.error;
      return (await taskDefinitions.describe('acme-web')) ?? { family: '', revision: 0 };
    },
  });
  const outcome = await result.then(
    ({ revision }) => revision,
    (error: unknown) => error,
  );
  return { outcome, calls };
}

describe('a registration', () => {
  it('whose answer was lost is not repeated if AWS has done it', async () => {
    expect(await register([{ error: lost, taken: true }])).toEqual({
      outcome: 1,
      calls: ['register acme-web:1'],
    });
  });

  it('that never reached AWS is repeated', async () => {
    const faults = [
      { error: lost, taken: false },
      { error: lost, taken: false },
    ];
    expect(await register(faults)).toEqual({ outcome: 1, calls: ['register acme-web:1'] });
  });

  it('is not taken for one of another content, or of other tags', async () => {
    const other = { ...content, containerDefinitions: [{ name: 'web', image: 'nginx:1.28' }] };
    const faults = [{ error: lost, taken: false }];
    expect((await register(faults, [other])).outcome).toBe(2);
    expect((await register(faults, [{ ...content, tags: [] }])).outcome).toBe(2);
  });

  it('that AWS refuses is not repeated', async () => {
    expect(await register([{ error: refused, taken: false }])).toEqual({ outcome: refused, calls: [] });
  });

  it('is given up after a number of tries, with the last error', async () => {
    const faults = Array.from({ length: 50 }, () => ({ error: lost, taken: false }));
    expect(await register(faults)).toEqual({ outcome: lost, calls: [] });
  });
});
