import { exitStatus, type ExitStatus } from '../errors.ts';
import type { InputKind } from '../inputs/kinds.ts';
import { schemaText } from '../inputs/schema/schema.ts';
import type { Context } from './context.ts';

/** Prints the JSON Schema of a kind of file, for editors. */
export function schema({ reporter }: Context, kind: InputKind): ExitStatus {
  const text = schemaText(kind);
  reporter.result({ lines: [text.trimEnd()], data: JSON.parse(text) });
  return exitStatus.done;
}
