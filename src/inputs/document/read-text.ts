import { readFileSync } from 'node:fs';
import { InputError } from '../../errors.ts';

/**
 * Reads a text file of the user.
 *
 * @param file the name that the user knows it by
 * @throws InputError if it cannot be read, or is not UTF-8
 */
export function readText(path: string, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new InputError([
      { file, message: `the file cannot be read (${reasonOf(error)})`, rule: { id: 'file/unreadable' } },
    ]);
  }
  // What Windows calls Unicode, and PowerShell's > writes.
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16)
    throw new InputError([
      { file, message: 'the file is in UTF-16; save it as UTF-8', rule: { id: 'file/encoding' } },
    ]);
  return bytes.toString('utf8');
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'it may not be read by this user',
  };
  return reasons[code] ?? code;
}
