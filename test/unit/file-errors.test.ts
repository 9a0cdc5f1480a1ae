import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';

let folder: Folder;
beforeEach(() => {
  folder = createFolder({ 'web.taskdef': '{}' });
});
afterEach(() => folder.remove());

it.each([
  ['a file as the folder', 'check -C web.taskdef', 'it is not a folder'],
  ['a folder that does not exist', 'check -C none', 'there is no such file or folder'],
  ['a folder as local.mk', 'info -C sub', 'local.mk cannot be used: it is a folder'],
  ['a folder as the template', 'up TEMPLATE=sub', 'sub: the file cannot be read'],
  ['a place where nothing can be written', 'templates -C web.taskdef webserver', 'it is not a folder'],
])('%s is an error of the user, not a bug', async (_, command, message) => {
  mkdirSync(join(folder.path, 'sub/local.mk'), { recursive: true });
  const { status, stderr } = await folder.run(command);
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
});
