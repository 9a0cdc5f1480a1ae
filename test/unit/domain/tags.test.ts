import { assert, integer, nat, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isReservedTag,
  recordedRevision,
  recordedServiceDigest,
  serviceTags,
} from '../../../src/domain/tags.ts';

describe('what a service’s tags record', () => {
  it('is read back as it was written', () => {
    const digests = stringMatching(/^[0-9a-f]{32}$/);
    const families = stringMatching(/^[A-Za-z0-9_-]{1,255}$/);
    assert(
      property(digests, digests, families, integer({ min: 1 }), (service, digest, family, revision) => {
        const tags = serviceTags('acme', service, { digest, family, revision });
        expect(recordedServiceDigest(tags)).toBe(service);
        expect(recordedRevision(tags)).toEqual({ digest, family, revision });
      }),
    );
  });

  it('may be the service alone', () => {
    const tags = serviceTags('acme', 'abc', undefined);
    expect([recordedServiceDigest(tags), recordedRevision(tags)]).toEqual(['abc', undefined]);
  });

  it.each(['', 'abc', 'abc/web', 'abc/web:x', 'xyz/web:1'])(
    'is nothing if somebody wrote %s into it',
    (value) => {
      expect(recordedRevision({ 'ecs-efs:task-definition': value })).toBeUndefined();
    },
  );

  it('fits into a tag: at most 256 characters, all of them allowed', () => {
    assert(
      property(nat(), (revision) => {
        const tags = serviceTags('acme', 'f'.repeat(32), {
          digest: 'f'.repeat(32),
          family: 'x'.repeat(180),
          revision,
        });
        for (const text of Object.entries(tags).flat()) expect(text).toMatch(/^[\w\s.:/=+@-]{1,256}$/);
      }),
    );
  });
});

it.each([
  ['ecs-efs:prefix', true],
  ['aws:cloudformation:stack-name', true],
  ['team', false],
  ['ecs-efs', false],
])('the tag %s is one of the program or of AWS: %s', (key, expected) => {
  expect(isReservedTag(key)).toBe(expected);
});
