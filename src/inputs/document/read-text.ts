import { readFileSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import { fileErrorMeaning } from '../../lib/file-error.ts';

/** Where more can be said of a file that is to be read. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read by this user',
};

/**
 * Reads a text file of the user.
 *
 * @param file the name that the user knows it by
 * @throws InputError if it cannot be read, or is not UTF-8
 */
export function readText(path: string, file: string): string {
  const wrong = (message: string, id: string) => new InputError([{ file, message, rule: { id } }]);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw wrong(
      `the file cannot be read (${reasons[code] ?? fileErrorMeaning(error) ?? code})`,
      'file/unreadable',
    );
  }
  // What Windows calls Unicode, and PowerShell's > writes.
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw wrong('the file is in UTF-16; save it as UTF-8', 'file/encoding');
  return bytes.toString('utf8');
}
