import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSkeleton, skeletonCommands, skeletonText } from '../../scripts/generate/skeletons.ts';

const shipped = (file: string) => readFileSync(new URL(`../../templates/${file}`, import.meta.url), 'utf8');

/** A document as the paths of its members with their values, such as `containerDefinitions.0.cpu`. */
function leaves(value: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path ? `${path}.${name}` : name));
}

describe.each(Object.entries(skeletonCommands))('%s', (file, command) => {
  test(`has every member that the AWS CLI's skeleton of ${command} has, in its order, and no other`, () => {
    const members = leaves(readSkeleton(command)).map(([path]) => path);
    expect(leaves(JSON.parse(shipped(file))).map(([path]) => path)).toEqual(members);
  });

  test('has the values of the skeleton, and one of the choices where the AWS CLI picks at random', () => {
    const choices = new Map(leaves(readSkeleton(command)));
    const wrong = leaves(JSON.parse(shipped(file))).filter(([path, value]) => {
      const expected = choices.get(path);
      return typeof expected === 'string'
        ? !expected.split('|').includes(String(value))
        : JSON.stringify(value) !== JSON.stringify(expected);
    });
    expect(wrong).toEqual([]);
  });

  test('is what the generator writes', () => {
    expect(shipped(file)).toBe(skeletonText(command));
  });
});
