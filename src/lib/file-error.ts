/** In plain words, by the names that Node.js gives the errors of the system. */
const meanings: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle',
};

/** Whether an error of `node:fs` has this code, such as `ENOENT`. */
export function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** What an error of `node:fs` means, such as `it is a folder`; undefined for other errors. */
export function fileErrorMeaning(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? meanings[String(error.code)] : undefined;
}

/**
 * Says what is wrong with a file or folder that could not be read or written.
 *
 * @param path where the error does not name it
 * @returns undefined if the error is not one of `node:fs`
 */
export function fileErrorText(error: unknown, path?: string): string | undefined {
  const meaning = fileErrorMeaning(error);
  if (meaning === undefined || !(error instanceof Error)) return undefined;
  // The destination of a copy is what the user can change.
  const named = path ?? ('dest' in error ? error.dest : 'path' in error ? error.path : 'a file');
  return `${String(named)} cannot be used: ${meaning}`;
}
