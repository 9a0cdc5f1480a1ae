import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const contributing = readFileSync('.github/CONTRIBUTING.md', 'utf8');
const words = [...contributing.matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => word);
const paths = words.filter((word) => /^(src|test|templates|\.ci)\//.test(word));
const fileNames = words.filter((word) => /^[a-z][\w.-]*\.(ts|yaml|example|json)$/.test(word));

test('every path that CONTRIBUTING names exists', () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('every file that CONTRIBUTING names without its folder is in the repository', () => {
  const files = ['src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }),
  );
  const names = new Set([...readdirSync('.'), ...files].map((path) => basename(path)));
  expect(fileNames.length).toBeGreaterThan(10);
  expect(fileNames.filter((name) => !names.has(name))).toEqual([]);
});
