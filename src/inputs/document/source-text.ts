import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Location } from '../../domain/diagnostic.ts';

const lineBreak = /\r\n|\r|\n/;

/** A file's text, which can say where in the user's own file an offset of it lies. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The location in the user's file of an offset of `text`. */
  location(offset: number): Location;
}

/**
 * The text of a file or, of a template, the text that results from it.
 *
 * @param original what the user sees in the editor; lines and columns are counted in it
 * @param toOriginal turns an offset of `text` into one of `original`
 */
export function sourceText(
  file: string,
  original: string,
  text = original,
  toOriginal: (offset: number) => number = (offset) => offset,
): SourceText {
  return {
    file,
    text,
    location: (offset) => ({ file, ...lineAndColumn(original, toOriginal(offset)) }),
  };
}

/** Counted from 1, as editors do; a byte order mark takes no column. */
function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).replace(/^\uFEFF/, '');
  const lines = before.split(lineBreak);
  return { line: lines.length, column: (lines.at(-1) as string).length + 1 };
}

/** The line of the user's file at a location, if the file can still be read. */
export function readSourceLine(directory: string, { file, line }: Location): string | undefined {
  if (line === undefined) return undefined;
  try {
    const text = readFileSync(resolve(directory, file), 'utf8').replace(/^\uFEFF/, '');
    return text.split(lineBreak)[line - 1];
  } catch {
    return undefined;
  }
}
