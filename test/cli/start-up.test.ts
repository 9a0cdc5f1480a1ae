import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { codeBudgets } from '../support/code-budgets.ts';
import { loadedCode } from '../support/loaded-code.ts';

let folder: Folder;
beforeAll(() => {
  folder = createFolder({
    'local.mk': 'PREFIX=acme\nPROFILE=acme\n',
    'web.taskdef': {
      containerDefinitions: [
        {
          name: 'web',
          image: 'nginx',
          memoryReservation: 64,
          dockerLabels: { 'proxy.host': 'www.example.com', 'proxy.ports': '443:80' },
        },
      ],
    },
  });
});
afterAll(() => folder.remove());

describe('a command that does not call AWS', () => {
  test.for(Object.entries(codeBudgets).filter(([command]) => command !== 'up'))(
    'loads for %s at most %i kB, and nothing of the SDK',
    ([command, kilobytes]) => {
      const { bytes, modules } = loadedCode(command.split(' '), { cwd: folder.path });
      expect(modules.filter((name) => /@aws-sdk|@smithy/.test(name))).toEqual([]);
      expect(bytes).toBeLessThan(kilobytes * 1000);
    },
  );

  test('loads neither schemas nor parsers for a help', () => {
    const { modules } = loadedCode(['check', '--help'], { cwd: folder.path });
    expect(modules.some((name) => name.endsWith('src/main.ts'))).toBe(true);
    expect(modules.filter((name) => /inputs\/schema\/|parse-json5|js-yaml/.test(name))).toEqual([]);
  });
});
