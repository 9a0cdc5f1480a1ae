import { describe, expect, it } from 'vitest';
import type { TaskDefinitionReference } from '../../../../src/domain/task-definition.ts';
import { prefixed } from '../../../../src/inputs/task-definition.ts';
import { matchTaskDefinition } from '../../../../src/plan/load/wanted.ts';

const candidates = [
  { name: 'web', family: 'acme-web' },
  { name: 'db', family: 'acme-database' },
  { name: 'database', family: 'acme-other' },
];
const arn = 'arn:aws:ecs:us-east-1:1:task-definition';

describe('a service’s task definition is', () => {
  it.each<[string, string, TaskDefinitionReference]>([
    ['the file of that name', 'web', { kind: 'of-folder', family: 'acme-web' }],
    ['the family with the prefix', 'acme-web', { kind: 'of-folder', family: 'acme-web' }],
    ['the family with two dashes after the prefix', 'acme--web', { kind: 'of-folder', family: 'acme-web' }],
    ['the family without the prefix', 'other', { kind: 'of-folder', family: 'acme-other' }],
    ['rather a file than a family', 'database', { kind: 'of-folder', family: 'acme-other' }],
    ['the family of an ARN', `${arn}/acme-web`, { kind: 'of-folder', family: 'acme-web' }],
    ['looked up with and without the prefix', 'cache', { kind: 'elsewhere', names: ['acme-cache', 'cache'] }],
    ['looked up once if it has the prefix', 'acme-cache', { kind: 'elsewhere', names: ['acme-cache'] }],
    ['the revision that it names', 'acme-web:3', { kind: 'elsewhere', names: ['acme-web:3'] }],
    [
      'the revision that it names without the prefix',
      'web:3',
      { kind: 'elsewhere', names: ['acme-web:3', 'web:3'] },
    ],
    ['exactly what an ARN names', `${arn}/web:3`, { kind: 'elsewhere', names: [`${arn}/web:3`] }],
  ])('%s', (_, reference, expected) => {
    expect(matchTaskDefinition(reference, candidates, (name) => prefixed(name, 'acme-'))).toEqual(expected);
  });
});
