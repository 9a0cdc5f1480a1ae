import type { Diagnostic } from '../domain/diagnostic.ts';

/** A file whose name becomes the name of a family or a service must have one that ECS takes. */
export function checkFileName(file: string, name: string): Diagnostic[] {
  if (/^[\w-]{1,255}$/.test(name)) return [];
  const message = `'${name}' would become a name in ECS, which holds only letters, digits, - and _; rename the file`;
  return [{ file, message }];
}
