import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parametersRules } from '../../../../src/inputs/rules/parameters-registry.ts';
import { contentRules, folderRules } from '../../../../src/inputs/rules/registry.ts';
import { shippedPath } from '../../../../src/lib/package-files.ts';

const rules = [
  ...new Set([...contentRules.taskdef, ...contentRules.service, ...folderRules, ...parametersRules]),
];
const folder = shippedPath('src/inputs/rules');

describe('the registry', () => {
  it('has each rule of each file, by an id that is the path of the file', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?!view\/)[\w-]+\/[\w-]+\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(rules.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it.each(rules.map(({ id, page }) => [id, page]))('explains %s by the page %s', (_, page) => {
    expect(page).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|docs\.docker\.com|caddyserver\.com)\/\S+$/);
  });
});
