import { expect } from 'vitest';
import type { Diagnostic } from '../../../src/domain/diagnostic.ts';
import { sourceText } from '../../../src/inputs/document/source-text.ts';
import type { ReadOptions } from '../../../src/inputs/input.ts';
import { readService } from '../../../src/inputs/service.ts';
import { readTaskDefinition } from '../../../src/inputs/task-definition.ts';
import { acme } from './read-options.ts';

/**
 * Reads a file whose text has the sign » at the location of interest.
 *
 * @returns `line:column` of that location, and the messages, each as `line:column message`
 */
export function readMarked(
  kind: 'taskdef' | 'service',
  marked: string,
  options: ReadOptions = { lenient: false },
): { place: string; errors: string[]; warnings: string[] } {
  const [before = ''] = marked.split('»');
  const lines = before.split(/\r\n|\r|\n/);
  const source = sourceText(`web.${kind}`, marked.replace('»', ''));
  const { diagnostics } =
    kind === 'taskdef'
      ? readTaskDefinition({ kind, name: 'web', source }, { ...acme, ...options })
      : readService({ kind, name: 'web', source }, { ...acme, ...options });
  expect(diagnostics.filter(({ rule }) => rule === undefined)).toEqual([]);
  const shown = (found: readonly Diagnostic[]) =>
    found.map(({ line, column, message }) => `${line}:${column} ${message}`);
  return {
    place: `${lines.length}:${(lines.at(-1) as string).length + 1}`,
    errors: shown(diagnostics.filter(({ severity }) => severity === undefined)),
    warnings: shown(diagnostics.filter(({ severity }) => severity !== undefined)),
  };
}
