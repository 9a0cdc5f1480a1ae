import type { Diagnostic } from '../../domain/diagnostic.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import { sourceText, type SourceText } from './source-text.ts';

interface Variables {
  lookup(name: string): string | undefined;
  readonly all: readonly { readonly name: string }[];
}

const token = /\$\$|\$\{([^}]*)(\}?)/g;
const variableName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Fills in `${NAME}` and `${NAME:-default}`; `$$` is a dollar, any other dollar stays.
 *
 * @returns the filled-in text, whose locations are those of the template, and a diagnostic for each invalid reference
 */
export function fillTemplate(
  file: string,
  template: string,
  variables: Variables,
): { source: SourceText; diagnostics: Diagnostic[] } {
  const pieces: { start: number; templateStart: number; verbatim: boolean }[] = [];
  const diagnostics: Diagnostic[] = [];
  const original = sourceText(file, template);
  let text = '';
  let read = 0;
  const add = (piece: string, templateStart: number, verbatim: boolean) => {
    pieces.push({ start: text.length, templateStart, verbatim });
    text += piece;
  };
  for (const match of template.matchAll(token)) {
    add(template.slice(read, match.index), read, true);
    const value = valueOf(match, variables);
    if (typeof value === 'string') add(value, match.index, false);
    else
      diagnostics.push({
        ...original.location(match.index),
        message: value.message,
        rule: { id: 'template/variable' },
      });
    read = match.index + match[0].length;
  }
  add(template.slice(read), read, true);

  const toTemplate = (offset: number): number => {
    const piece = pieces.findLast(({ start }) => start <= offset);
    if (!piece) return offset;
    return piece.templateStart + (piece.verbatim ? offset - piece.start : 0);
  };
  return { source: sourceText(file, template, text, toTemplate), diagnostics };
}

function valueOf(match: RegExpMatchArray, variables: Variables): string | { message: string } {
  const [found, reference = '', closed] = match;
  if (found === '$$') return '$';
  if (!closed) return { message: "'${' is never closed; write $$ for a dollar sign" };
  const [name = '', ...rest] = reference.split(':-');
  if (!variableName.test(name)) {
    return { message: `'${found}' is not \${NAME} or \${NAME:-default}; write $$ for a dollar sign` };
  }
  const value = variables.lookup(name);
  if (rest.length > 0) return value || rest.join(':-');
  if (value !== undefined) return value;
  const known = variables.all.map((variable) => variable.name);
  const near = known.includes(name) ? '' : suggestion(name, known);
  return { message: `${name} is not set${near}; set it in local.mk or write \${${name}:-a default}` };
}
